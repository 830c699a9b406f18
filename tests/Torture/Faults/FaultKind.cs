namespace Footfall.Torture.Faults;

/// <summary>What is done to the installation.</summary>
internal enum FaultKind
{
    /// <summary><c>kill -9</c> of a silo, and its start.</summary>
    SiloKill,

    /// <summary><c>kill -9</c> of a gateway, and its start.</summary>
    GatewayKill,

    /// <summary>A silo is halted for longer than leases and membership wait, and goes on as if nothing had been.</summary>
    SiloFreeze,

    /// <summary>PostgreSQL is stopped without a checkpoint, and started.</summary>
    PostgresCrash,

    /// <summary>PostgreSQL is away for 30 s.</summary>
    PostgresOutage,

    /// <summary><c>kill -9</c> of Redis's master, and its start from the append-only file.</summary>
    RedisCrash,

    /// <summary>
    /// Redis's master is killed or halted until Sentinels have made a replica the master, and comes back as a master that
    /// does not know it.
    /// </summary>
    SentinelFailover,

    /// <summary>A commit's connection is cut between COMMIT and its answer.</summary>
    CommitCut,

    /// <summary>A silo joins.</summary>
    SiloAdd,

    /// <summary>A silo is told to stop.</summary>
    SiloRemove,

    /// <summary>Two silos join at once, and two others leave.</summary>
    ScaleOutAndIn,

    /// <summary>All connections to Redis and PostgreSQL are cut by the servers.</summary>
    ConnectionCut,

    /// <summary>PostgreSQL's synchronous standby is away for 20 s.</summary>
    StandbyLost,

    /// <summary>
    /// <c>kill -9</c> of PostgreSQL, whose standby takes over; half of the times the standby was away before, so that it lacks what was
    /// committed meanwhile. The new server gets a standby of its own.
    /// </summary>
    Promotion,

    /// <summary><c>kill -9</c> of the PgBouncer between silos and PostgreSQL, and its start.</summary>
    PgBouncerRestart,
}
