using Microsoft.Extensions.Options;

namespace Footfall.Limits;

internal sealed class HttpLimitOptionsValidator : IValidateOptions<HttpLimitOptions>
{
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, HttpLimitOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.MaxConcurrentConnections < 1)
        {
            faults.AddError($"Http:MaxConcurrentConnections is {options.MaxConcurrentConnections}; it must be at least 1.");
        }

        CheckTime(faults, nameof(HttpLimitOptions.RequestHeadersTimeout), options.RequestHeadersTimeout);
        CheckTime(faults, nameof(HttpLimitOptions.KeepAliveTimeout), options.KeepAliveTimeout);
        if (options.MinDataRate < 1)
        {
            faults.AddError($"Http:MinDataRate is {options.MinDataRate}; it must be at least 1.");
        }

        return faults.Build();
    }

    private static void CheckTime(ValidateOptionsResultBuilder faults, string name, TimeSpan value)
    {
        if (value < MinTimeout || value > MaxTimeout)
        {
            faults.AddError($"Http:{name} is {value}; it must be from {MinTimeout} to {MaxTimeout}.");
        }
    }
}
