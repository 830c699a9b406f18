namespace Footfall.Queue;

/// <summary>How a silo claims work from the queue. Section <c>Queue</c>.</summary>
public sealed class QueuePumpOptions
{
    public const string Section = "Queue";

    /// <summary>
    /// Sites that this silo drains at the same time. Default: 256. A larger value fills larger transactions when sites are many and
    /// small; a smaller one uses less memory.
    /// </summary>
    public int MaxConcurrentDrains { get; set; } = 256;

    /// <summary>
    /// Time for which a claim holds, from 4 s to 30 s. Default: 4 s. It must exceed the 3 s that a drain's call may take, so it cannot
    /// be smaller; with a larger value the sites of a killed silo wait longer.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Interval at which all partitions are looked at when no wake message comes. Default: 1 s. A smaller value costs idle work; a
    /// larger one delays events, but only when a wake message was lost.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Interval at which a partition with traffic is claimed from; one without traffic is claimed from at once. Default: 0.125 s. A
    /// smaller value makes events visible sooner, at the price of smaller commits.
    /// </summary>
    public TimeSpan ClaimInterval { get; set; } = TimeSpan.FromMilliseconds(125);
}
