namespace Footfall.DeadLetters;

/// <summary>What became of a dead letter that was to be replayed or deleted.</summary>
public enum DeadLetterOutcome
{
    /// <summary>It is no dead letter any more.</summary>
    Done,

    /// <summary>There is none of that key.</summary>
    NotFound,

    /// <summary>It still cannot be stored, for the reason it has.</summary>
    StillDead,

    /// <summary>The store is away, or did not say whether it was done. Asking again is safe.</summary>
    Unavailable,
}
