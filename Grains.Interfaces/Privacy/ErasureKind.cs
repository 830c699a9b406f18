namespace Footfall.Privacy;

/// <summary>Kind of erasure. The value is stored and never changes meaning.</summary>
public enum ErasureKind
{
    /// <summary>All events of one user of the site.</summary>
    User = 1,

    /// <summary>All events of the site.</summary>
    Site = 2,

    /// <summary>Events older than the site's retention.</summary>
    Retention = 3,

    /// <summary>All events of one visitor without a user id.</summary>
    Visitor = 4,
}
