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
    /// Rows after which a transaction takes no further site. Default: 20,000 (about 0.1 s of COPY). More saves
    /// commits; fewer gives a waiting site its answer sooner. A transaction must end well within 8 s.
    /// </summary>
    public int RowsPerTransaction { get; set; } = 20_000;

    /// <summary>Sites after which a transaction takes no further one. Default: 1,000.</summary>
    public int SitesPerTransaction { get; set; } = 1_000;
}
