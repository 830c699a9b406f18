namespace Footfall.Store;

/// <summary>How batches are grouped into transactions. Section <c>Store</c>.</summary>
public sealed class EventStoreOptions
{
    public const string Section = "Store";

    /// <summary>
    /// Number of transactions that this silo runs in parallel. Default: 2. A larger value uses more of PostgreSQL's cores and makes
    /// smaller groups.
    /// </summary>
    public int CommitWorkers { get; set; } = 2;

    /// <summary>
    /// Maximum number of this silo's PostgreSQL connections: half of them (at least as many as commit workers) store events, the others
    /// run queries. At least two more than commit workers. Default: 4. Twenty silos then fit a server's default of 100; a larger value
    /// computes more uncached answers in parallel.
    /// </summary>
    public int Connections { get; set; } = 4;

    /// <summary>
    /// Number of rows after which a transaction takes no further site. Default: 20,000, about 0.1 s of COPY. A larger value saves
    /// commits; a smaller one completes a waiting site sooner. A transaction must end well within 8 s.
    /// </summary>
    public int RowsPerTransaction { get; set; } = 20_000;

    /// <summary>
    /// Number of sites after which a transaction takes no further one. Default: 1,000. A larger value saves commits with many small sites;
    /// a smaller one bounds the locks of a transaction.
    /// </summary>
    public int SitesPerTransaction { get; set; } = 1_000;
}
