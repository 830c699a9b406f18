using Microsoft.Extensions.Options;

namespace Footfall.Queue;

internal sealed class PumpOptionsValidator : IValidateOptions<PumpOptions>
{
    /// <summary>Above the drain call's time-out of 3 s.</summary>
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(4);

    /// <summary>Below the minute at which a claim takes a score for stranded.</summary>
    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(30);

    public ValidateOptionsResult Validate(string? name, PumpOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Workers is < 1 or > 10_000)
        {
            faults.AddError($"Pump:Workers is {options.Workers}; it must lie between 1 and 10000.");
        }

        if (options.Lease < ShortestLease || options.Lease > LongestLease)
        {
            faults.AddError($"Pump:Lease is {options.Lease}; it must lie between {ShortestLease} and {LongestLease}.");
        }

        if (options.Poll < TimeSpan.FromMilliseconds(10) || options.Poll > TimeSpan.FromMinutes(1))
        {
            faults.AddError($"Pump:Poll is {options.Poll}; it must lie between 10 ms and 1 minute.");
        }

        if (options.Pace < TimeSpan.Zero || options.Pace > TimeSpan.FromSeconds(10))
        {
            faults.AddError($"Pump:Pace is {options.Pace}; it must lie between 0 and 10 s.");
        }

        return faults.Build();
    }
}
