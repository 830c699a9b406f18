using Microsoft.Extensions.Options;

namespace Footfall.Limits;

internal sealed class RateOptionsValidator : IValidateOptions<RateOptions>
{
    /// <summary>Below it the largest body would count for hours.</summary>
    private const long FewestBytesPerSecond = 1024;

    private static readonly TimeSpan ShortestBurst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBurst = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, RateOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(RateOptions.AddressEventsPerSecond), options.AddressEventsPerSecond, fewest: 1);
        Check(faults, nameof(RateOptions.AddressBytesPerSecond), options.AddressBytesPerSecond, FewestBytesPerSecond);
        Check(faults, nameof(RateOptions.SiteEventsPerSecond), options.SiteEventsPerSecond, fewest: 1);
        Check(faults, nameof(RateOptions.SiteBytesPerSecond), options.SiteBytesPerSecond, FewestBytesPerSecond);
        if (options.Burst < ShortestBurst || options.Burst > LongestBurst)
        {
            faults.AddError($"Limits:Burst is {options.Burst}; it must be from {ShortestBurst} to {LongestBurst}.");
        }

        return faults.Build();
    }

    private static void Check(ValidateOptionsResultBuilder faults, string setting, long value, long fewest)
    {
        if (value != 0 && value < fewest)
        {
            faults.AddError($"Limits:{setting} is {value}; it must be at least {fewest}, or 0 for no limit.");
        }
    }
}
