namespace Footfall.Simulation.Verification;

/// <summary>Situations that a set of schedules must cover for the absence of violations to be meaningful.</summary>
internal enum CoverageGoal
{
    /// <summary>A trim of an older epoch arrives after Redis was emptied and its clock went back, and the site has entries again.</summary>
    StaleTrimAfterEmptiedRedis,

    /// <summary>A snapshot is restored that contains committed entries.</summary>
    SnapshotWithCommittedEntries,

    /// <summary>A replica without the latest entries and with a slower clock takes over.</summary>
    FailoverToSlowerClock,

    /// <summary>A master is demoted, takes over a shorter history, and is promoted again.</summary>
    ShortResync,

    /// <summary>Two activations of a site have committed.</summary>
    TwoActivations,

    /// <summary>A commit was applied after its client had been notified that the outcome is unknown.</summary>
    LateCommit,

    /// <summary>A silo froze within a transaction.</summary>
    FrozenInCopy,

    /// <summary>A fencing token unknown to the store was refused, because the store had been restored.</summary>
    FencingTokenAcrossRestore,

    /// <summary>An enqueue failed midway.</summary>
    ErrorWithinEnqueue,

    /// <summary>A release was repeated.</summary>
    RepeatedRelease,

    /// <summary>A drain found only committed entries.</summary>
    OnlyCommittedEntries,

    /// <summary>Redis was full.</summary>
    RedisFull,

    /// <summary>A chunk was refused, and one of its ids occurs again behind it.</summary>
    IdBehindRefusedChunk,

    /// <summary>A host or server died while an entry with a poisoned event was being stored.</summary>
    PoisonAndCrash,

    /// <summary>A site was to be paused while a transaction held its row.</summary>
    PauseDuringCopy,

    /// <summary>A drain encountered a pause.</summary>
    DrainWhilePaused,

    /// <summary>A standby that lacked commits took over.</summary>
    FailoverWithoutCommits,
}
