using Npgsql;

namespace Footfall.Store;

/// <summary>
/// The connection pools for PostgreSQL, which share <see cref="EventStoreOptions.Connections"/>: writes never wait behind queries.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Marks the sessions of commit workers, so that the reaper ends no others.</summary>
    public const string WorkerApplicationName = "footfall-lane";

    /// <summary>Below the reaper's limit, so that a slow worker gives up before its session is ended.</summary>
    private const int WorkerCommandTimeoutSeconds = 8;

    private const int QueryTimeoutSeconds = 25;

    /// <summary>
    /// Every statement on the path of an event finds few rows by key. Statistics do not cover new sites yet, and with them alone
    /// the planner would scan the whole site table for each commit.
    /// </summary>
    private static readonly (string Name, string Value)[] WorkerPlans = [("enable_seqscan", "off"), ("jit", "off")];

    /// <summary>
    /// Statistics queries read the latest rows of a site, or all of them until it has roll-ups, and the planner knows little
    /// about their number: rows are grouped in hash tables, never sorted, with memory for the users of a busy day and
    /// a plan made for the site. JIT compilation and parallel workers cost more than they save.
    /// </summary>
    private static readonly (string Name, string Value)[] StatisticsPlans =
    [
        ("enable_sort", "off"),
        ("jit", "off"),
        ("max_parallel_workers_per_gather", "0"),
        ("work_mem", "32MB"),
        ("plan_cache_mode", "force_custom_plan"),
    ];

    /// <summary>Limits how long any session other than a commit worker's can hold locks when its client freezes.</summary>
    private static readonly (string Name, string Value) QuietTransactions = ("idle_in_transaction_session_timeout", "10s");

    private const int ConnectTimeoutSeconds = 5;

    /// <summary>
    /// Never on first use: the first query on a new connection (<see cref="HostPool"/>) may run in a pooler's session, where it
    /// must leave nothing behind.
    /// </summary>
    private const int EarliestPrepared = 2;

    /// <summary>64 KiB: sends rows in few system calls.</summary>
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

            // Not every pooler passes the name on, and the reaper relies on it.
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

    /// <summary>Hosts, ports and database, for messages; contains no secrets.</summary>
    public string Target { get; }

    /// <summary>Whether a commit made now would survive the loss of the server.</summary>
    public CommitDurability Durability { get; } = new();

    /// <summary>
    /// For everything between an event and its row: commit transactions, loading sites and event ids, creating monthly
    /// partitions, the reaper, and the probe after an outage. All are short, and none waits for another connection while holding one.
    /// </summary>
    public ConnectionPool CommitWorkers { get; }

    /// <summary>For everything else: statistics, roll-ups, lists, ledgers, cleanup and silo startup.</summary>
    public ConnectionPool Queries { get; }

    /// <summary>Resolves all names in this schema from now on.</summary>
    public void UseSchema(string schema)
    {
        string path = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        CommitWorkers.Use(With(CommitWorkers.Settings, [("search_path", path)]));
        Queries.Use(With(Queries.Settings, [("search_path", path)]));
    }

    /// <summary>Closes idle connections now and the others on return: new ones may reach a different server.</summary>
    public void Clear()
    {
        CommitWorkers.Clear();
        Queries.Clear();
    }

    /// <summary>Disables prepared statements after they were mixed up.</summary>
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
