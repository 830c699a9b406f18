namespace Footfall.Privacy;

/// <summary>What is erased. The value stands in the store and never changes meaning.</summary>
public enum ErasureKind
{
    /// <summary>All events of one user of the site.</summary>
    User = 1,

    /// <summary>All events of the site.</summary>
    Site = 2,

    /// <summary>What is older than the site keeps.</summary>
    Retention = 3,
}
