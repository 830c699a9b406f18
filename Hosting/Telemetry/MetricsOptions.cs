namespace Footfall.Telemetry;

/// <summary>Who may read a host's metrics. Section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>The text after the path for those without access.</summary>
    public const string Objection =
        "is available to clients on this machine, and with an operator's or a metrics key: Authorization: Bearer …; set Metrics:Public=true to open it to all";

    /// <summary>
    /// Whether <c>/metrics</c> is open to everybody. Default: false, for clients on this machine and with a metrics or operator key
    /// only.
    /// </summary>
    public bool Public { get; set; }
}
