using Microsoft.Extensions.Options;

namespace Footfall.Limits;

internal sealed class RateOptionsValidator : IValidateOptions<RateOptions>
{
    /// <summary>Below this rate the largest body would count for hours.</summary>
    private const long MinBytesPerSecond = 1024;

    private static readonly TimeSpan MinBurst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxBurst = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, RateOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(RateOptions.AddressEventsPerSecond), options.AddressEventsPerSecond, min: 1);
        Check(faults, nameof(RateOptions.AddressBytesPerSecond), options.AddressBytesPerSecond, MinBytesPerSecond);
        Check(faults, nameof(RateOptions.SiteEventsPerSecond), options.SiteEventsPerSecond, min: 1);
        Check(faults, nameof(RateOptions.SiteBytesPerSecond), options.SiteBytesPerSecond, MinBytesPerSecond);
        if (options.Burst < MinBurst || options.Burst > MaxBurst)
        {
            faults.AddError($"Limits:Burst is {options.Burst}; it must be from {MinBurst} to {MaxBurst}.");
        }

        return faults.Build();
    }

    private static void Check(ValidateOptionsResultBuilder faults, string setting, long value, long min)
    {
        if (value != 0 && value < min)
        {
            faults.AddError($"Limits:{setting} is {value}; it must be at least {min}, or 0 for no limit.");
        }
    }
}
