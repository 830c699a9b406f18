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

    /// <summary>
    /// How long a repeated <c>event_id</c> of a site is taken for the same event. Default: 24 h. Longer keeps more
    /// ids in PostgreSQL, and in memory while their site is busy.
    /// </summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many ids of a site are kept at most, the latest ones. Default: 1,000,000 (about 80 MB in memory).</summary>
    public int DuplicateIds { get; set; } = 1_000_000;

    /// <summary>
    /// What the ids of all sites may take in a silo's memory. Default: 256 MiB. Above it a site's ids are read from
    /// PostgreSQL again at each drain.
    /// </summary>
    public long DuplicateBytes { get; set; } = 256 * 1024 * 1024;
}
