namespace Footfall.Access;

/// <summary>What a key allows. The value is stored, and never changes meaning.</summary>
public enum KeyScope
{
    /// <summary>Everything, of all sites.</summary>
    Operator = 1,

    /// <summary>To read the statistics, ledger and dead letters of one site.</summary>
    Read = 2,

    /// <summary>To send events of one site from anywhere, whatever its allowed origins are.</summary>
    Write = 3,

    /// <summary>To read the metrics of all hosts.</summary>
    Metrics = 4,
}
