using System.Diagnostics;
using Npgsql;

namespace Footfall.Store;

/// <summary>The ways into PostgreSQL: for questions, for statistics, and for the lanes that write.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Marks the lanes' sessions, so that the reaper ends no other.</summary>
    public const string LaneApplicationName = "footfall-lane";

    /// <summary>Stays under the reaper's limit, so that a slow lane gives up by itself before it is ended.</summary>
    private const int LaneCommandTimeoutSeconds = 8;

    private const int QueryTimeoutSeconds = 25;

    /// <summary>
    /// Every statement of a lane finds few rows by their keys. Left to its statistics, which know nothing yet of new
    /// sites, the planner reads the whole table of sites for each commit.
    /// </summary>
    private const string LanePlans = "-c enable_seqscan=off -c jit=off";

    /// <summary>
    /// Statistics read the latest rows of a site, or all of them while it is not summed up, and the planner knows little
    /// of how many those are: rows are grouped in hash tables, never sorted, with memory for the users of a busy day, and
    /// by a plan made for the site. Compiling and starting workers takes longer than it saves.
    /// </summary>
    private const string StatisticsPlans = "-c enable_sort=off -c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=32MB -c plan_cache_mode=force_custom_plan";

    /// <summary>At the same time; the others wait.</summary>
    private const int MostStatistics = 16;

    /// <summary>64 KiB: rows go out in few system calls.</summary>
    private const int LaneBufferBytes = 64 * 1024;

    public Database(NpgsqlConnectionStringBuilder settings)
    {
        Target = $"{settings.Host}:{settings.Port}/{settings.Database}";
        Queries = Build("queries", new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            ApplicationName = "footfall",
            CommandTimeout = QueryTimeoutSeconds,
            Timeout = 5,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        });
        Statistics = Build("statistics", new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            ApplicationName = "footfall",
            CommandTimeout = QueryTimeoutSeconds,
            Timeout = QueryTimeoutSeconds,
            MaxPoolSize = MostStatistics,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
            Options = string.Join(' ', settings.Options, StatisticsPlans),
        });
        Lanes = Build("lanes", new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            ApplicationName = LaneApplicationName,
            CommandTimeout = LaneCommandTimeoutSeconds,
            CancellationTimeout = 1000,
            Timeout = 5,
            WriteBufferSize = LaneBufferBytes,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            IncludeErrorDetail = false,
            Options = string.Join(' ', settings.Options, LanePlans),
        });
    }

    /// <param name="name">Of its pool, in metrics.</param>
    /// <param name="settings">How to connect.</param>
    private static NpgsqlDataSource Build(string name, NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name };

        // Only as a part of a sampled trace: what a silo does of its own accord has none.
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => IsTraced)
            .ConfigureBatchFilter(_ => IsTraced)
            .ConfigureCopyOperationFilter(_ => IsTraced)
            .EnablePhysicalOpenTracing(false));
        return builder.Build();
    }

    /// <summary>Host, port and database, for messages; no secrets.</summary>
    public string Target { get; }

    /// <summary>Connections for questions and for short changes of state.</summary>
    public NpgsqlDataSource Queries { get; }

    /// <summary>Connections for reading many rows of a site.</summary>
    public NpgsqlDataSource Statistics { get; }

    /// <summary>Connections for the lanes' transactions.</summary>
    public NpgsqlDataSource Lanes { get; }

    private static bool IsTraced => Activity.Current is { Recorded: true };

    public async ValueTask DisposeAsync()
    {
        await Queries.DisposeAsync();
        await Statistics.DisposeAsync();
        await Lanes.DisposeAsync();
    }
}
