using Footfall.Dev.Processes;
using Npgsql;

namespace Footfall.Dev.Servers;

/// <summary>A private PostgreSQL with a synchronous standby; either may be lost. Not safe for concurrent use.</summary>
public sealed class PostgresPair : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PostgresServerOptions _options;

    private PostgresPair(PostgresServerOptions options, PostgresServer primary)
    {
        _options = options;
        Primary = primary;
    }

    /// <summary>Accepts changes, and waits for the standby at each commit.</summary>
    public PostgresServer Primary { get; private set; }

    /// <summary>The standby; null after a promotion.</summary>
    public PostgresServer? Standby { get; private set; }

    /// <summary>Starts both.</summary>
    /// <param name="options">The options of both; without a folder, and without a port.</param>
    /// <param name="database">The database to create in the primary.</param>
    /// <exception cref="ServerFaultException">One of them could not be started.</exception>
    public static async Task<PostgresPair> StartAsync(PostgresServerOptions options, string database)
    {
        options = options with
        {
            Settings = new Dictionary<string, string>(options.Settings) { ["wal_retrieve_retry_interval"] = "250ms" },
        };
        var pair = new PostgresPair(options, await PostgresServer.StartAsync(options));
        try
        {
            await pair.Primary.CreateDatabaseAsync(database);
            await pair.AddStandbyAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a new standby to the primary, and returns when each commit waits for it.</summary>
    public async Task AddStandbyAsync()
    {
        Standby = await PostgresServer.StartStandbyAsync(Primary, _options);
        await using NpgsqlConnection connection = await PostgresProbe.ConnectAsync(Primary.NpgsqlConnectionString("postgres"), default);
        await ExecuteAsync(connection, "SET synchronous_commit = local");
        await ExecuteAsync(connection, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        await ExecuteAsync(connection, "SELECT pg_reload_conf()");
        await WaitForStandbyAsync(connection);
    }

    /// <summary>Starts the standby after it was stopped, and returns when it follows the primary.</summary>
    public async Task RestartStandbyAsync()
    {
        await Standby!.RestartAsync();
        await using NpgsqlConnection connection = await PostgresProbe.ConnectAsync(Primary.NpgsqlConnectionString("postgres"), default);
        await WaitForStandbyAsync(connection);
    }

    /// <summary>Kills the primary, and promotes the standby. The standby may be stopped.</summary>
    public async Task FailOverAsync()
    {
        await Primary.KillAsync();
        await Standby!.RestartAsync();
        await Standby.PromoteAsync();
        await Primary.DisposeAsync();
        Primary = Standby;
        Standby = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (Standby is not null)
        {
            await Standby.DisposeAsync();
        }

        await Primary.DisposeAsync();
    }

    private static async Task WaitForStandbyAsync(NpgsqlConnection connection)
    {
        bool isThere = await Poll.UntilAsync(
            async token =>
            {
                await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')", connection);
                return await count.ExecuteScalarAsync(token) is > 0L;
            },
            Limit);
        if (!isThere)
        {
            throw new ServerFaultException($"The standby of PostgreSQL did not follow its primary within {Limit.TotalSeconds:0} s.");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
