namespace Footfall.Privacy;

/// <summary>The phases of an erasure, in order. The value is stored and never changes meaning.</summary>
public enum ErasurePhase
{
    /// <summary>Dropping the roll-ups, if the whole site is erased.</summary>
    RollUps = 0,

    /// <summary>Removing stored events, some thousands at a time.</summary>
    StoredEvents = 1,

    /// <summary>Removing dead letters.</summary>
    DeadLetters = 2,

    /// <summary>Waiting for queued events: the drain skips them, and nothing more has to be done.</summary>
    QueuedEvents = 3,

    /// <summary>The erasure is finished.</summary>
    Done = 4,
}
