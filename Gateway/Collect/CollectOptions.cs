using Footfall.Queue;

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

    /// <summary>
    /// Redis memory that the waiting entries of one site take at most, in bytes. Default: 256 MiB. Above it the
    /// site's events are answered 429.
    /// </summary>
    public long QueuedBytesPerSite { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// Entries of all sites that wait in Redis at most. Default: 10,000,000. Above it events are answered 503.
    /// </summary>
    public long QueuedEntries { get; set; } = 10_000_000;

    /// <summary>
    /// Redis's <c>used_memory</c> in bytes above which events are answered 503. Default: 0, which leaves it to
    /// <see cref="RedisMemoryShare"/>.
    /// </summary>
    public long RedisMemoryBytes { get; set; }

    /// <summary>
    /// Share of Redis's <c>maxmemory</c>, where that is set, above which events are answered 503. Default: 0.8. The
    /// cluster's membership lives in the same memory, so it must not run full.
    /// </summary>
    public double RedisMemoryShare { get; set; } = 0.8;

    /// <summary>
    /// How many replicas must be connected to the Redis master and in step before it takes events. Default: 0. With fewer
    /// events are answered 503: a master that was replaced, and does not know it yet, has none.
    /// </summary>
    public int MinReplicas { get; set; }

    /// <summary>
    /// How long ago the master may have heard of a replica that is in step. Default: 3 s; replicas tell it each second.
    /// A larger value takes more events that a failover loses, a smaller one refuses them after a short halt.
    /// </summary>
    public TimeSpan MaxReplicaLag { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// When an event is confirmed: <see cref="AcknowledgeMode.Local"/> once the master has it, or
    /// <see cref="AcknowledgeMode.Replica"/> once <see cref="MinReplicas"/> replicas have it too. Default: Local.
    /// </summary>
    public AcknowledgeMode Acknowledge { get; set; }

    internal ReplicaGuard ToReplicaGuard() => new(MinReplicas, MaxReplicaLag, waits: Acknowledge == AcknowledgeMode.Replica);
}
