namespace Footfall.Queue;

/// <summary>
/// Limits how often the backlog may be scanned: a scan takes Redis longer the more sites wait, and must cost next to nothing. Based on
/// the number of sites and not the duration of a scan, which on a busy machine does not reflect its cost.
/// </summary>
public static class BacklogScanThrottle
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(30);

    /// <summary>Processor time of Redis and the host: 100,000 waiting sites took 0.8 s.</summary>
    private static readonly TimeSpan CostOfSite = TimeSpan.FromMicroseconds(8);

    /// <summary>Limits scans to one percent of the time, unless the maximum interval is too short for that.</summary>
    private const int DelayPerCost = 99;

    /// <summary>Returns the delay after a scan.</summary>
    /// <param name="sites">Number of waiting sites.</param>
    public static TimeSpan DelayAfter(long sites) =>
        TimeSpan.FromTicks(Math.Clamp(sites * CostOfSite.Ticks * DelayPerCost, MinInterval.Ticks, MaxInterval.Ticks));
}
