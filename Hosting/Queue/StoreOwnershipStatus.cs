namespace Footfall.Queue;

/// <summary>Whether a PostgreSQL is the queue's.</summary>
public enum StoreOwnershipStatus
{
    /// <summary>It is.</summary>
    Accepted,

    /// <summary>The queue belongs to another installation.</summary>
    OtherInstallation,

    /// <summary>Other silos work with another copy of it at the same time.</summary>
    CopyInUse,
}
