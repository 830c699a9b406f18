namespace Footfall.Drain;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Rows, checkpoint and fence are in the store, and outlive the server as far as it is set up for that.</summary>
    Committed,

    /// <summary>
    /// They are in the store, but another server that takes over may lack them: a synchronous standby has not confirmed them.
    /// Nothing may be let go of on their strength.
    /// </summary>
    CommittedHere,

    /// <summary>Nothing changed: the fence was not the expected one, somebody else is at the site right now, or nothing is stored at present.</summary>
    Refused,

    /// <summary>Nobody knows. Only reading the site's state again tells.</summary>
    Unknown,
}
