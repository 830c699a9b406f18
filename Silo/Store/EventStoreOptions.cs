namespace Footfall.Store;

/// <summary>How batches are grouped into transactions. Section <c>Store</c>.</summary>
public sealed class EventStoreOptions
{
    public const string Section = "Store";

    /// <summary>
    /// Transactions that this silo runs at the same time. Default: 2. A larger value uses more of PostgreSQL's cores and makes
    /// smaller groups.
    /// </summary>
    public int CommitWorkers { get; set; } = 2;

    /// <summary>
    /// Connections to PostgreSQL that this silo opens at most: half of them (at least <c>Store:CommitWorkers</c>) store events,
    /// the others answer requests. At least <c>Store:CommitWorkers</c> + 2. Default: 4. Twenty silos then fit a server's default
    /// of 100; a larger value computes more uncached statistics at the same time.
    /// </summary>
    public int Connections { get; set; } = 4;

    /// <summary>
    /// Rows after which a transaction takes no further site. Default: 20,000. That is about 0.1 s of COPY. A larger value saves
    /// commits; a smaller one gives a waiting site its answer sooner. A transaction must end well within 8 s.
    /// </summary>
    public int RowsPerTransaction { get; set; } = 20_000;

    /// <summary>
    /// Sites after which a transaction takes no further one. Default: 1,000. A larger value saves commits with many small sites; a
    /// smaller one bounds the locks of a transaction.
    /// </summary>
    public int SitesPerTransaction { get; set; } = 1_000;
}
