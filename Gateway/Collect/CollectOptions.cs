namespace Footfall.Collect;

/// <summary>How the gateway takes events. Section <c>Collect</c>.</summary>
public sealed class CollectOptions
{
    public const string Section = "Collect";

    /// <summary>
    /// Encoded events that wait in this gateway for Redis's answer at most, in bytes. Default: 64 MiB. Above it
    /// events are answered 503.
    /// </summary>
    public long PendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Entries (micro-batches) of one site that wait in Redis at most. Default: 100,000. Above it the site's
    /// events are answered 429; other sites are not affected.
    /// </summary>
    public long QueuedEntriesPerSite { get; set; } = 100_000;
}
