namespace Footfall.Monitoring;

/// <summary>Where a silo is in its life, as the cluster sees it.</summary>
public enum MemberStatus
{
    /// <summary>It takes part.</summary>
    Active,

    /// <summary>It is about to take part.</summary>
    Joining,

    /// <summary>It was told to stop, and hands over.</summary>
    Leaving,

    /// <summary>It has stopped, or the others have given it up.</summary>
    Dead,
}
