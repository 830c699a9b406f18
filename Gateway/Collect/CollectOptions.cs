using Footfall.Redis;

namespace Footfall.Collect;

/// <summary>How the gateway accepts events. Section <c>Collect</c>.</summary>
public sealed class CollectOptions
{
    public const string Section = "Collect";

    /// <summary>
    /// Bytes of encoded events in this gateway that Redis has not confirmed yet. Above this limit, events get 503. Default: 64 MiB. A
    /// larger value survives longer pauses of Redis and uses as much memory.
    /// </summary>
    public long PendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Entries (micro-batches) of one site that may wait in Redis. Above this limit, the site's events get 429; other sites are not
    /// affected. Default: 100,000. A larger value lets a site wait longer for PostgreSQL; a smaller one leaves more of Redis to other
    /// sites.
    /// </summary>
    public long QueuedEntriesPerSite { get; set; } = 100_000;

    /// <summary>
    /// Bytes of Redis memory for one site's waiting entries. Above this limit, the site's events get 429. Default: 256 MiB. The
    /// trade-off of <see cref="QueuedEntriesPerSite"/> applies; Redis estimates the size, so the limit holds within a few percent.
    /// </summary>
    public long QueuedBytesPerSite { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// Entries of all sites that may wait in Redis. Above this limit, events get 503. Default: 10,000,000. A larger value lets the
    /// installation wait longer for PostgreSQL and needs more Redis memory.
    /// </summary>
    public long QueuedEntries { get; set; } = 10_000_000;

    /// <summary>
    /// Bytes of Redis's <c>used_memory</c> above which events get 503. Default: 0, which applies <see cref="RedisMemoryShare"/>
    /// instead. Set it where Redis has no <c>maxmemory</c>.
    /// </summary>
    public long RedisMemoryBytes { get; set; }

    /// <summary>
    /// Share of Redis's <c>maxmemory</c>, if set, above which events get 503. Default: 0.8. A larger value queues more; leave
    /// headroom, because the cluster membership is stored in the same memory.
    /// </summary>
    public double RedisMemoryShare { get; set; } = 0.8;

    /// <summary>
    /// Number of replicas that must be connected to the Redis master and in sync before it accepts events. With fewer, events get
    /// 503. Default: 0. With Sentinel, use at least 1: a master that was replaced without noticing has no replicas. A larger value
    /// loses less in a failover and refuses events sooner.
    /// </summary>
    public int MinReplicas { get; set; }

    /// <summary>
    /// Maximum time since the master last heard from a replica that counts as in sync. Default: 3 s. Replicas report every second. A
    /// larger value accepts more events that a failover may lose; a smaller one refuses events after a short pause.
    /// </summary>
    public TimeSpan MaxReplicaLag { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// When an event is confirmed: <c>Local</c>, once the master has it, or <c>Replica</c>, once <see cref="MinReplicas"/> replicas
    /// have it too. Default: Local. <c>Replica</c> adds a round trip to each call and survives the loss of the master.
    /// </summary>
    public AcknowledgeMode Acknowledge { get; set; }

    internal ReplicaGuard ToReplicaGuard() => new(MinReplicas, MaxReplicaLag, waits: Acknowledge == AcknowledgeMode.Replica);
}
