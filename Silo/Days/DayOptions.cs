using Microsoft.Extensions.Options;

namespace Footfall.Days;

/// <summary>How the segments of days are kept. Section <c>Days</c>.</summary>
public sealed class DayOptions
{
    public const string Section = "Days";

    /// <summary>
    /// Events of a site after which they are merged into its segments; more on a busy day, so that a segment grows by at least a fiftieth.
    /// Default: 5,000. A smaller value makes answers faster, because fewer events are read one by one; a larger one writes less.
    /// </summary>
    public int Events { get; set; } = 5_000;
}

internal sealed class DayOptionsValidator : IValidateOptions<DayOptions>
{
    public ValidateOptionsResult Validate(string? name, DayOptions options) =>
        options.Events is < 1 or > 1_000_000
            ? ValidateOptionsResult.Fail($"Days:Events is {options.Events}; it must be between 1 and 1000000.")
            : ValidateOptionsResult.Success;
}
