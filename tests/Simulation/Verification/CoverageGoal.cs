namespace Footfall.Simulation.Verification;

/// <summary>What a set of schedules must have gone through for its silence to mean something.</summary>
internal enum CoverageGoal
{
    /// <summary>A trim of an older epoch comes after Redis was emptied and its clock went back, while the site has entries again.</summary>
    StaleTrimAfterEmptiedRedis,

    /// <summary>A snapshot is restored that holds entries which are committed.</summary>
    SnapshotWithCommittedEntries,

    /// <summary>A replica without the latest entries, and with a slower clock, takes over.</summary>
    FailoverToSlowerClock,

    /// <summary>A master is demoted, takes over a shorter history, and is promoted again.</summary>
    ShortResync,

    /// <summary>Two activations of a site have committed.</summary>
    TwoActivations,

    /// <summary>A commit was applied after its client had been told that nobody knows.</summary>
    LateCommit,

    /// <summary>A silo froze within a transaction.</summary>
    FrozenInCopy,

    /// <summary>A fence that the store never had, as far as it knows, was refused: it had been restored.</summary>
    FenceAcrossRestore,

    /// <summary>An enqueue failed in its middle.</summary>
    ErrorWithinEnqueue,

    /// <summary>A release came a second time.</summary>
    RepeatedRelease,

    /// <summary>A drain found nothing but entries that are committed.</summary>
    OnlyCommittedEntries,

    /// <summary>Redis was full.</summary>
    RedisFull,

    /// <summary>A chunk was refused, and an id of it comes again behind it.</summary>
    IdBehindRefusedChunk,

    /// <summary>A host or server died while an entry with a poisoned event was being stored.</summary>
    PoisonAndCrash,

    /// <summary>A site was to be paused while a transaction held it.</summary>
    PauseDuringCopy,

    /// <summary>A drain met a pause.</summary>
    DrainWhilePaused,

    /// <summary>A standby took over that lacked commits.</summary>
    FailoverWithoutCommits,
}
