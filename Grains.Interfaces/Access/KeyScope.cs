namespace Footfall.Access;

/// <summary>Permissions of a key. The value is stored, and never changes meaning.</summary>
public enum KeyScope
{
    /// <summary>Everything, for all sites.</summary>
    Operator = 1,

    /// <summary>Reading the statistics, ledger and dead letters of one site.</summary>
    Read = 2,

    /// <summary>Sending events of one site from anywhere, whatever its allowed origins are.</summary>
    Write = 3,

    /// <summary>Reading the metrics of all hosts.</summary>
    Metrics = 4,
}
