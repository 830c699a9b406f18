using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>How the gateway takes events. Section <c>Collect</c>.</summary>
public sealed class CollectOptions
{
    public const string Section = "Collect";

    /// <summary>
    /// Bytes of encoded events in this gateway that Redis has not confirmed yet. Above it, events get 503. Default: 64 MiB. A
    /// larger value rides out longer pauses of Redis and takes as much memory.
    /// </summary>
    public long PendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Entries (micro-batches) of one site that may wait in Redis. Above it, the site's events get 429; other sites are not
    /// affected. Default: 100,000. A larger value lets a site wait longer for PostgreSQL; a smaller one leaves more of Redis to the
    /// others.
    /// </summary>
    public long QueuedEntriesPerSite { get; set; } = 100_000;

    /// <summary>
    /// Bytes of Redis memory that the waiting entries of one site may take. Above it, the site's events get 429. Default: 256 MiB.
    /// The same trade as <see cref="QueuedEntriesPerSite"/>; Redis estimates the size, so the limit is met within a few percent.
    /// </summary>
    public long QueuedBytesPerSite { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// Entries of all sites that may wait in Redis. Above it, events get 503. Default: 10,000,000. A larger value lets the
    /// installation wait longer for PostgreSQL and needs more Redis memory.
    /// </summary>
    public long QueuedEntries { get; set; } = 10_000_000;

    /// <summary>
    /// Bytes of Redis's <c>used_memory</c> above which events get 503. Default: 0, which leaves it to <see
    /// cref="RedisMemoryShare"/>. Set it where Redis has no <c>maxmemory</c>.
    /// </summary>
    public long RedisMemoryBytes { get; set; }

    /// <summary>
    /// Share of Redis's <c>maxmemory</c>, where that is set, above which events get 503. Default: 0.8. A larger value queues more;
    /// the cluster's membership lives in the same memory, so it must not run full.
    /// </summary>
    public double RedisMemoryShare { get; set; } = 0.8;

    /// <summary>
    /// Number of replicas that must be connected to the Redis master and in step before it takes events. With fewer, events get
    /// 503. Default: 0. With Sentinel use at least 1: a master that was replaced without knowing it has none. A larger value loses
    /// less in a failover and refuses events sooner.
    /// </summary>
    public int MinReplicas { get; set; }

    /// <summary>
    /// Time since the master last heard of a replica that counts as in step. Default: 3 s. Replicas report each second. A larger
    /// value takes more events that a failover may lose; a smaller one refuses events after a short pause.
    /// </summary>
    public TimeSpan MaxReplicaLag { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// When an event is confirmed: <c>Local</c>, once the master has it, or <c>Replica</c>, once <see cref="MinReplicas"/> replicas
    /// have it too. Default: Local. <c>Replica</c> adds a round trip to each call and survives the loss of the master.
    /// </summary>
    public AcknowledgeMode Acknowledge { get; set; }

    internal ReplicaGuard ToReplicaGuard() => new(MinReplicas, MaxReplicaLag, waits: Acknowledge == AcknowledgeMode.Replica);
}
