using Microsoft.Extensions.Options;

namespace Footfall.Enrich;

/// <summary>How long visitors without a user id can be recognised. Section <c>Visitors</c>.</summary>
public sealed class VisitorOptions
{
    public const string Section = "Visitors";

    /// <summary>
    /// How long after a date has ended everywhere its salt still exists, so that events of it that come late belong to the same visitors.
    /// Default: 1 day. A larger value serves phones that send when they are online again; a smaller one destroys the salt earlier.
    /// </summary>
    public TimeSpan EventAge { get; set; } = TimeSpan.FromDays(1);
}

internal sealed class VisitorOptionsValidator : IValidateOptions<VisitorOptions>
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, VisitorOptions options) =>
        options.EventAge < TimeSpan.Zero || options.EventAge > MaxAge
            ? ValidateOptionsResult.Fail($"Visitors:EventAge is {options.EventAge}; it must be between 00:00:00 and 30.00:00:00.")
            : ValidateOptionsResult.Success;
}
