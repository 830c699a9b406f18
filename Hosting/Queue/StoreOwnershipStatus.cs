namespace Footfall.Queue;

/// <summary>Whether a PostgreSQL owns the queue.</summary>
public enum StoreOwnershipStatus
{
    /// <summary>It owns the queue.</summary>
    Accepted,

    /// <summary>The queue belongs to another installation.</summary>
    OtherInstallation,

    /// <summary>Other silos are using another copy of it at the same time.</summary>
    CopyInUse,
}
