namespace Footfall.DeadLetters;

/// <summary>Outcome of replaying or deleting a dead letter.</summary>
public enum DeadLetterOutcome
{
    /// <summary>The dead letter is gone.</summary>
    Done,

    /// <summary>No dead letter has that key.</summary>
    NotFound,

    /// <summary>Its events still cannot be stored, for the recorded reason.</summary>
    StillDead,

    /// <summary>The store is unavailable, or the outcome is unknown. Repeating the call is safe.</summary>
    Unavailable,
}
