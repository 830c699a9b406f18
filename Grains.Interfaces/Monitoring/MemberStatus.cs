namespace Footfall.Monitoring;

/// <summary>Status of a silo as the cluster sees it.</summary>
public enum MemberStatus
{
    /// <summary>The silo is a member.</summary>
    Active,

    /// <summary>The silo is joining.</summary>
    Joining,

    /// <summary>The silo was asked to stop, and hands over.</summary>
    Leaving,

    /// <summary>The silo has stopped, or was declared dead.</summary>
    Dead,
}
