namespace Footfall.Queue;

/// <summary>How a silo takes work from the queue. Section <c>Pump</c>.</summary>
public sealed class PumpOptions
{
    public const string Section = "Pump";

    /// <summary>
    /// Sites that this silo drains at the same time. Default: 256. More fill larger transactions when sites are
    /// many and small; fewer use less memory.
    /// </summary>
    public int Workers { get; set; } = 256;

    /// <summary>
    /// How long a claim holds. Default: 4 s. It is how long the sites of a killed silo wait, and must be longer
    /// than a drain's call may take (3 s).
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How often each partition is looked at when nothing wakes the silo. Default: 1 s. Shorter costs idle work;
    /// longer delays events only when a wake message was lost.
    /// </summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often a partition with traffic is claimed from. Default: 0.125 s. Shorter makes events visible sooner, at the
    /// price of smaller commits; a partition without traffic is claimed from at once either way.
    /// </summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromMilliseconds(125);
}
