namespace Footfall.Drain;

/// <summary>How a site is drained. Section <c>Drain</c>.</summary>
public sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>
    /// Time for which one drain goes on while entries are left. Default: 1 s. A larger value saves claims on a busy site; a smaller
    /// one gives other sites their turn sooner. At most 2 s, because the call times out after 3 s.
    /// </summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Bytes that one read of a stream aims at. Default: 1 MiB (about 17,000 events). A larger value makes fewer, longer commits; a
    /// smaller one bounds memory and the time of a commit.
    /// </summary>
    public int ChunkBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Queued bytes that all drains of a silo hold. Default: 8 MiB. The commit workers take about a second for that; with more,
    /// drains only wait longer for them, and past 3 s their calls time out.
    /// </summary>
    public long MemoryBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Time for which a repeated <c>event_id</c> of a site is the same event. Default: 24 h. At most 30 days. A larger value keeps
    /// more ids in PostgreSQL, and in memory while their site is busy.
    /// </summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Ids of a site that are kept, the latest ones. Default: 1,000,000. That is about 80 MB in memory. A smaller value may let a
    /// late repetition of a busy site through.
    /// </summary>
    public int DuplicateIds { get; set; } = 1_000_000;

    /// <summary>
    /// Bytes of a silo's memory for the ids and attribute sets of all sites. Above it, those of a site are read from PostgreSQL again at each
    /// drain. Default: 256 MiB. A larger value saves those reads.
    /// </summary>
    public long DuplicateBytes { get; set; } = 256 * 1024 * 1024;
}
