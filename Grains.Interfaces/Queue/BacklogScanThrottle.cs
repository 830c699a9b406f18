namespace Footfall.Queue;

/// <summary>
/// How often what waits may be counted: a count takes Redis longer the more sites wait, and is to cost next to nothing. By
/// the number of sites rather than by the time a count took, which on a busy machine says little of what it cost.
/// </summary>
public static class BacklogScanThrottle
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    /// <summary>Processor time, Redis's and the host's: 100,000 waiting sites took 0.8 s.</summary>
    private static readonly TimeSpan CostOfSite = TimeSpan.FromMicroseconds(8);

    /// <summary>One percent of the time is spent on it, unless the longest rest is too short for that.</summary>
    private const int DelayPerCost = 99;

    /// <summary>How long to rest after a count.</summary>
    /// <param name="sites">How many sites waited.</param>
    public static TimeSpan DelayAfter(long sites) =>
        TimeSpan.FromTicks(Math.Clamp(sites * CostOfSite.Ticks * DelayPerCost, MinInterval.Ticks, MaxInterval.Ticks));
}
