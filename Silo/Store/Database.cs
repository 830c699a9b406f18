using Npgsql;

namespace Footfall.Store;

/// <summary>
/// The ways into PostgreSQL, which share <see cref="EventStoreOptions.Connections"/>: what is stored never waits behind
/// what is asked.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Marks the lanes' sessions, so that the reaper ends no other.</summary>
    public const string WorkerApplicationName = "footfall-lane";

    /// <summary>Stays under the reaper's limit, so that a slow lane gives up by itself before it is ended.</summary>
    private const int WorkerCommandTimeoutSeconds = 8;

    private const int QueryTimeoutSeconds = 25;

    /// <summary>
    /// Every statement on the way of an event finds few rows by their keys. Left to its statistics, which know nothing yet of new
    /// sites, the planner reads the whole table of sites for each commit.
    /// </summary>
    private static readonly (string Name, string Value)[] WorkerPlans = [("enable_seqscan", "off"), ("jit", "off")];

    /// <summary>
    /// Statistics read the latest rows of a site, or all of them while it is not summed up, and the planner knows little
    /// of how many those are: rows are grouped in hash tables, never sorted, with memory for the users of a busy day, and
    /// by a plan made for the site. Compiling and starting workers takes longer than it saves.
    /// </summary>
    private static readonly (string Name, string Value)[] StatisticsPlans =
    [
        ("enable_sort", "off"),
        ("jit", "off"),
        ("max_parallel_workers_per_gather", "0"),
        ("work_mem", "32MB"),
        ("plan_cache_mode", "force_custom_plan"),
    ];

    /// <summary>
    /// Whoever else than a lane locks something, and then freezes, keeps it for no longer than this.
    /// </summary>
    private static readonly (string Name, string Value) QuietTransactions = ("idle_in_transaction_session_timeout", "10s");

    private const int ConnectTimeoutSeconds = 5;

    /// <summary>
    /// Never the first time: what a new connection is asked first (<see cref="HostPool"/>) may be asked of a session that is a pooler's,
    /// and must leave nothing there.
    /// </summary>
    private const int EarliestPrepared = 2;

    /// <summary>64 KiB: rows go out in few system calls.</summary>
    private const int WorkerBufferBytes = 64 * 1024;

    public Database(NpgsqlConnectionStringBuilder settings, EventStoreOptions options)
    {
        Target = PostgresHosts.Describe(settings);
        (NpgsqlConnectionStringBuilder connection, SessionSettings common) = PostgresSession.Separate(settings);
        if (!PostgresSession.IsSet(connection, nameof(connection.Timeout)))
        {
            connection.Timeout = ConnectTimeoutSeconds;
        }

        int workers = Math.Max(options.CommitWorkers, options.Connections / 2);
        CommitWorkers = new ConnectionPool(
            "lanes",
            new NpgsqlConnectionStringBuilder(connection.ConnectionString)
            {
                ApplicationName = WorkerApplicationName,
                CommandTimeout = WorkerCommandTimeoutSeconds,
                CancellationTimeout = 1000,
                WriteBufferSize = WorkerBufferBytes,
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = EarliestPrepared,
                IncludeErrorDetail = false,
            },
            workers,

            // Not every pooler passes the name on, and the reaper goes by it.
            With(common, [.. WorkerPlans, ("application_name", WorkerApplicationName)]));
        Queries = new ConnectionPool(
            "queries",
            new NpgsqlConnectionStringBuilder(connection.ConnectionString)
            {
                ApplicationName = connection.ApplicationName ?? "footfall",
                CommandTimeout = QueryTimeoutSeconds,
                MaxAutoPrepare = 20,
                AutoPrepareMinUsages = EarliestPrepared,
                IncludeErrorDetail = false,
            },
            options.Connections - workers,
            With(common, [.. StatisticsPlans, QuietTransactions]));
    }

    /// <summary>Hosts, ports and database, for messages; no secrets.</summary>
    public string Target { get; }

    /// <summary>Whether what is committed now would outlive the server.</summary>
    public CommitDurability Durability { get; } = new();

    /// <summary>
    /// For what stands between an event and its row: the lanes' transactions, the loading of sites and of event ids, the making
    /// of months, the reaper, and the probe after an outage. None takes long, and whoever has one waits for no other.
    /// </summary>
    public ConnectionPool CommitWorkers { get; }

    /// <summary>For everything else: statistics, their sums, lists and ledgers, tidying up, and the silo's start.</summary>
    public ConnectionPool Queries { get; }

    /// <summary>All names are those of this schema from now on.</summary>
    public void UseSchema(string schema)
    {
        string path = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        CommitWorkers.Use(With(CommitWorkers.Settings, [("search_path", path)]));
        Queries.Use(With(Queries.Settings, [("search_path", path)]));
    }

    /// <summary>Closes the connections that nobody has, and the others when they come back: the next ones may lead to another server.</summary>
    public void Clear()
    {
        CommitWorkers.Clear();
        Queries.Clear();
    }

    /// <summary>Statements were mixed up: nothing is prepared any more.</summary>
    public void StopPreparing()
    {
        CommitWorkers.StopPreparing();
        Queries.StopPreparing();
    }

    public async ValueTask DisposeAsync()
    {
        await Queries.DisposeAsync();
        await CommitWorkers.DisposeAsync();
    }

    private static SessionSettings With(SessionSettings settings, IEnumerable<(string Name, string Value)> further)
    {
        SessionSettings all = settings.Copy();
        foreach ((string name, string value) in further)
        {
            all.Set(name, value);
        }

        return all;
    }
}
