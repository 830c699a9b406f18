using Npgsql;

namespace Footfall.Store;

/// <summary>
/// The ways into PostgreSQL, which share <see cref="EventStoreOptions.Connections"/>: what is stored never waits behind
/// what is asked.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Marks the lanes' sessions, so that the reaper ends no other.</summary>
    public const string LaneApplicationName = "footfall-lane";

    /// <summary>Stays under the reaper's limit, so that a slow lane gives up by itself before it is ended.</summary>
    private const int LaneCommandTimeoutSeconds = 8;

    private const int QueryTimeoutSeconds = 25;

    /// <summary>
    /// Every statement on the way of an event finds few rows by their keys. Left to its statistics, which know nothing yet of new
    /// sites, the planner reads the whole table of sites for each commit.
    /// </summary>
    private const string LanePlans = "-c enable_seqscan=off -c jit=off";

    /// <summary>
    /// Statistics read the latest rows of a site, or all of them while it is not summed up, and the planner knows little
    /// of how many those are: rows are grouped in hash tables, never sorted, with memory for the users of a busy day, and
    /// by a plan made for the site. Compiling and starting workers takes longer than it saves.
    /// </summary>
    private const string StatisticsPlans = "-c enable_sort=off -c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=32MB -c plan_cache_mode=force_custom_plan";

    /// <summary>
    /// Whoever else than a lane locks something, and then freezes, keeps it for no longer than this.
    /// </summary>
    private const string QuietTransactions = "-c idle_in_transaction_session_timeout=10s";

    /// <summary>64 KiB: rows go out in few system calls.</summary>
    private const int LaneBufferBytes = 64 * 1024;

    public Database(NpgsqlConnectionStringBuilder settings, EventStoreOptions options)
    {
        Target = $"{settings.Host}:{settings.Port}/{settings.Database}";
        int lanes = Math.Max(options.Lanes, options.Connections / 2);
        Lanes = new ConnectionPool(
            "lanes",
            new NpgsqlConnectionStringBuilder(settings.ConnectionString)
            {
                ApplicationName = LaneApplicationName,
                CommandTimeout = LaneCommandTimeoutSeconds,
                CancellationTimeout = 1000,
                Timeout = 5,
                WriteBufferSize = LaneBufferBytes,
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = 1,
                IncludeErrorDetail = false,
                Options = string.Join(' ', settings.Options, LanePlans),
            },
            lanes);
        Queries = new ConnectionPool(
            "queries",
            new NpgsqlConnectionStringBuilder(settings.ConnectionString)
            {
                ApplicationName = "footfall",
                CommandTimeout = QueryTimeoutSeconds,
                Timeout = 5,
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = 2,
                IncludeErrorDetail = false,
                Options = string.Join(' ', settings.Options, StatisticsPlans, QuietTransactions),
            },
            options.Connections - lanes);
    }

    /// <summary>Host, port and database, for messages; no secrets.</summary>
    public string Target { get; }

    /// <summary>Whether what is committed now would outlive the server.</summary>
    public CommitDurability Durability { get; } = new();

    /// <summary>
    /// For what stands between an event and its row: the lanes' transactions, the loading of sites and of event ids, the making
    /// of months, the reaper, and the probe after an outage. None takes long, and whoever has one waits for no other.
    /// </summary>
    public ConnectionPool Lanes { get; }

    /// <summary>For everything else: statistics, their sums, lists and ledgers, tidying up, and the silo's start.</summary>
    public ConnectionPool Queries { get; }

    public async ValueTask DisposeAsync()
    {
        await Queries.DisposeAsync();
        await Lanes.DisposeAsync();
    }
}
