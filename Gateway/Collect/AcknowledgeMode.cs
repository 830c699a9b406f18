namespace Footfall.Collect;

/// <summary>Who must have an event before it is confirmed.</summary>
public enum AcknowledgeMode
{
    /// <summary>The Redis master.</summary>
    Local,

    /// <summary>The master and as many replicas as <see cref="CollectOptions.MinReplicas"/> says.</summary>
    Replica,
}
