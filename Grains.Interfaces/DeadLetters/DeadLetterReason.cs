namespace Footfall.DeadLetters;

/// <summary>Why an event could not be stored; stored as a number, so values never change meaning.</summary>
public enum DeadLetterReason
{
    /// <summary>The entry has a version that this silo cannot read, or its bytes are malformed for that version.</summary>
    Undecodable = 1,

    /// <summary>The event breaks a rule of the API, which the gateway would have refused.</summary>
    Invalid = 2,

    /// <summary>PostgreSQL rejected the row.</summary>
    RefusedByStore = 3,
}
