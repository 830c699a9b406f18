namespace Footfall.Access;

/// <summary>The permission that a route requires.</summary>
internal enum AccessPolicy
{
    /// <summary>No permission: the route returns no data.</summary>
    Nothing,

    /// <summary>Permission to load a page. The page contains no data itself.</summary>
    Page,

    /// <summary>Permission to send events. Site access is checked per event, after parsing.</summary>
    Send,

    /// <summary>Permission to read the site that the request names.</summary>
    Read,

    /// <summary>Operator permission.</summary>
    Operate,

    /// <summary>A client on this machine, or permission to read the metrics of all hosts.</summary>
    Metrics,

    /// <summary>Operator permission, or permission to create the first operator key on this machine.</summary>
    MakeKey,
}
