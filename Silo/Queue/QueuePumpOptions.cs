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
    /// Time between two looks at all partitions; at most <see cref="LeaseDuration"/>. Default: 1 s. It finds sites whose wake message was
    /// lost, and those of dead silos. A smaller value costs idle work; with a larger one both wait longer.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Shortest time between two claims from a busy partition; a quiet one is claimed from at once. Default: 0.125 s. A
    /// smaller value makes events visible sooner, at the price of smaller commits.
    /// </summary>
    public TimeSpan ClaimInterval { get; set; } = TimeSpan.FromMilliseconds(125);
}
