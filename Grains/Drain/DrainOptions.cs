namespace Footfall.Drain;

/// <summary>How a site is drained. Section <c>Drain</c>.</summary>
public sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>
    /// How long one drain goes on while entries are left. Default: 1 s. Longer saves claims on a busy site;
    /// shorter gives other sites their turn sooner. Must stay under the call's time-out of 3 s.
    /// </summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Bytes that a read of a stream aims at. Default: 1 MiB (about 17,000 events). Larger makes fewer, longer
    /// commits; smaller bounds memory and the time of a commit.
    /// </summary>
    public int ChunkBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Queued bytes that all drains of a silo hold at most. Default: 8 MiB, which the lanes commit in about a
    /// second. More only makes drains wait longer for the lanes, and past 3 s their calls time out.
    /// </summary>
    public long MemoryBytes { get; set; } = 8 * 1024 * 1024;
}
