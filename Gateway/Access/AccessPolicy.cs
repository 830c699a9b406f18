namespace Footfall.Access;

/// <summary>What a route asks of whoever wants its answer.</summary>
internal enum AccessPolicy
{
    /// <summary>Nothing: it shows no data.</summary>
    Nothing,

    /// <summary>To be let see a page, which holds no data, but asks for some.</summary>
    Page,

    /// <summary>To be let send events. Of which sites is decided once they are read.</summary>
    Send,

    /// <summary>To be let read the site that the request names.</summary>
    Read,

    /// <summary>To be an operator.</summary>
    Operate,

    /// <summary>To be on this machine, or to be let read the metrics of all hosts.</summary>
    Metrics,

    /// <summary>To be an operator, or to make the first operator's key on this machine.</summary>
    MakeKey,
}
