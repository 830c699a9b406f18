namespace Footfall.Collect;

/// <summary>Which Redis servers must have an event before it is confirmed.</summary>
public enum AcknowledgeMode
{
    /// <summary>The Redis master.</summary>
    Local,

    /// <summary>The master and at least <see cref="CollectOptions.MinReplicas"/> replicas.</summary>
    Replica,
}
