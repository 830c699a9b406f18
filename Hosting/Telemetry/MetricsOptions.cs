namespace Footfall.Telemetry;

/// <summary>Who may read a host's metrics. Section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>What those are told who may not, behind the path.</summary>
    public const string Objection =
        "is answered to clients on this machine, and with an operator's or a metrics key: Authorization: Bearer …; set Metrics:Public=true to open it to all";

    /// <summary>Whether everybody may, without a key. Default: false.</summary>
    public bool Public { get; set; }
}
