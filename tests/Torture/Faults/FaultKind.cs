namespace Footfall.Torture.Faults;

/// <summary>Faults of the installation.</summary>
internal enum FaultKind
{
    /// <summary><c>kill -9</c> of a silo, and its restart.</summary>
    SiloKill,

    /// <summary><c>kill -9</c> of a gateway, and its restart.</summary>
    GatewayKill,

    /// <summary>A silo is frozen for longer than leases and the membership time-out, and continues as if nothing had happened.</summary>
    SiloFreeze,

    /// <summary>PostgreSQL is stopped without a checkpoint and restarted.</summary>
    PostgresCrash,

    /// <summary>PostgreSQL is down for 30 s.</summary>
    PostgresOutage,

    /// <summary><c>kill -9</c> of Redis's master, and its restart from the append-only file.</summary>
    RedisCrash,

    /// <summary>
    /// Redis's master is killed or frozen until Sentinels have promoted a replica, and comes back as a master that is unaware of
    /// that.
    /// </summary>
    SentinelFailover,

    /// <summary>A commit's connection is cut between COMMIT and its response.</summary>
    CommitCut,

    /// <summary>A silo joins.</summary>
    SiloAdd,

    /// <summary>A silo is asked to stop.</summary>
    SiloRemove,

    /// <summary>Two silos join at once, and two others leave.</summary>
    ScaleOutAndIn,

    /// <summary>The servers cut all connections to Redis and PostgreSQL.</summary>
    ConnectionCut,

    /// <summary>PostgreSQL's synchronous standby is down for 20 s.</summary>
    StandbyLost,

    /// <summary>
    /// <c>kill -9</c> of PostgreSQL, whose standby takes over. Half of the time the standby was down before, so that it lacks the commits
    /// made meanwhile. The new server gets its own standby.
    /// </summary>
    Promotion,

    /// <summary><c>kill -9</c> of the PgBouncer between silos and PostgreSQL, and its restart.</summary>
    PgBouncerRestart,
}
