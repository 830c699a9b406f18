namespace Footfall.Privacy;

/// <summary>How far an erasure is: what it is at, in this order. The value stands in the store and never changes meaning.</summary>
public enum ErasurePhase
{
    /// <summary>The sums of the statistics, if the whole site goes.</summary>
    RollUps = 0,

    /// <summary>Stored events, some thousands at a time.</summary>
    StoredEvents = 1,

    /// <summary>The dead letters.</summary>
    DeadLetters = 2,

    /// <summary>Events that still wait in the queue: the drain passes them by, and nothing more has to be done.</summary>
    QueuedEvents = 3,

    /// <summary>Nothing is left.</summary>
    Done = 4,
}
