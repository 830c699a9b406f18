namespace Footfall.Drain;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Rows, checkpoint and fencing token are stored, as durably as the server is configured for.</summary>
    Committed,

    /// <summary>
    /// They are stored, but another server that takes over may lack them: a synchronous standby has not confirmed them.
    /// Nothing may be trimmed because of this commit.
    /// </summary>
    CommittedHere,

    /// <summary>
    /// Nothing changed: the fencing token was not the expected one, another writer is at the site, or nothing is stored at present.
    /// </summary>
    NotCommitted,

    /// <summary>The outcome is unknown. Only reading the site's state again reveals it.</summary>
    Unknown,
}
