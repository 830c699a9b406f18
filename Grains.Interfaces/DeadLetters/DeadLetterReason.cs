namespace Footfall.DeadLetters;

/// <summary>Why an event could not be stored; kept as a number in the store, so values never change meaning.</summary>
public enum DeadLetterReason
{
    /// <summary>The entry is not of a version that this silo can read, or its bytes are not of that version's form.</summary>
    Undecodable = 1,

    /// <summary>The event breaks a rule of the API, which the gateway would have refused.</summary>
    Invalid = 2,

    /// <summary>PostgreSQL refused the row.</summary>
    RefusedByStore = 3,
}
