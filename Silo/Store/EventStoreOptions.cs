namespace Footfall.Store;

/// <summary>How batches are grouped into transactions. Section <c>Store</c>.</summary>
public sealed class EventStoreOptions
{
    public const string Section = "Store";

    /// <summary>
    /// Transactions that this silo runs at the same time. Default: 2. More use more of PostgreSQL's cores, and
    /// make smaller groups.
    /// </summary>
    public int Lanes { get; set; } = 2;

    /// <summary>
    /// Connections to PostgreSQL that this silo opens at most. Default: 4, so that twenty silos fit a server with its default
    /// 100. Half of them store events (and at least as many as there are lanes), the others answer questions: more let more
    /// first answers be worked out at the same time. At least two more than lanes.
    /// </summary>
    public int Connections { get; set; } = 4;

    /// <summary>
    /// Rows after which a transaction takes no further site. Default: 20,000 (about 0.1 s of COPY). More saves
    /// commits; fewer gives a waiting site its answer sooner. A transaction must end well within 8 s.
    /// </summary>
    public int RowsPerTransaction { get; set; } = 20_000;

    /// <summary>Sites after which a transaction takes no further one. Default: 1,000.</summary>
    public int SitesPerTransaction { get; set; } = 1_000;
}
