namespace Footfall.Drain;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Rows, checkpoint and fence are in the store.</summary>
    Committed,

    /// <summary>Nothing changed: the fence was not the expected one, or somebody else is at the site right now.</summary>
    Refused,

    /// <summary>Nobody knows. Only reading the site's state again tells.</summary>
    Unknown,
}
