using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Footfall.Drain;
using Footfall.Startup;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Footfall.Store;

/// <summary>
/// Waits for PostgreSQL, checks that it can be trusted, brings the tables up to date, and then opens the store.
/// The silo runs meanwhile: it belongs to the cluster, but claims nothing.
/// </summary>
internal sealed partial class DatabaseStartup(
    Database database, StoreAvailability availability, StoreHistory history, StartupFaults faults, ILogger<DatabaseStartup> logger)
    : BackgroundService
{
    private const int OldestPostgres = 150000;

    /// <summary>Names the advisory lock that lets one silo at a time change the tables ("footfall" in ASCII).</summary>
    private const long MigrationLock = 0x666F6F7466616C6C;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ResiliencePipeline retry = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is StoreCopyException or QueueUnavailableException || (PostgresFault.IsOfStore(e) && PostgresFault.IsOutage(e))),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(2),
                OnRetry = attempt =>
                {
                    LogWaiting(database.Target, attempt.AttemptNumber + 1, attempt.Outcome.Exception!.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        try
        {
            await retry.ExecuteAsync(async token => await PrepareAsync(token), stoppingToken);
            availability.Open();
        }
        catch (StartupFaultException fault)
        {
            faults.Report(fault);
        }
        catch (PostgresException refusal)
        {
            faults.Report(new StartupFaultException(
                $"{PostgresConnectionString.Setting}: PostgreSQL at {database.Target} refused to set up the tables: {refusal.MessageText} "
                + $"(SQLSTATE {refusal.SqlState}). The user needs the right to create tables in the database."));
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await using PooledConnection pooled = await database.Queries.OpenAsync(cancellation);
        NpgsqlConnection connection = pooled.Connection;
        await CheckAsync(connection, cancellation);
        await history.Ownership.CheckAsync(connection, cancellation);
        await history.CheckAsync(connection, cancellation);
        await ExecuteAsync(connection, "SELECT pg_advisory_lock($1)", cancellation);
        try
        {
            Migrate();
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }

        await history.Ownership.ConfirmAsync(connection, cancellation);

        // The tables are on disk, and it is known whether PostgreSQL waits for a standby that is not there.
        await using WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Lanes, cancellation);
        await transaction.CommitWithMarkAsync(cancellation);
    }

    private async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Load("DatabaseStartup.ReadSettings"), connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        string? fault =
            reader.GetInt32(0) < OldestPostgres ? $"is version {reader.GetString(1)}; Footfall needs 15 or newer."
            : reader.GetBoolean(2) ? "is read-only (a standby?); name the primary."
            : !reader.GetBoolean(3) ? "runs with fsync=off, which loses committed events in a crash; turn it on."
            : !reader.GetBoolean(4) ? "runs with full_page_writes=off, which damages tables in a crash; turn it on."
            : reader.GetString(5) != "UTF8" ? $"has encoding {reader.GetString(5)}; create the database with ENCODING 'UTF8'."
            : null;
        if (fault is not null)
        {
            throw new StartupFaultException($"{PostgresConnectionString.Setting}: PostgreSQL at {database.Target} {fault}");
        }
    }

    private void Migrate()
    {
        UpgradeEngine engine = DeployChanges.To
            .PostgresqlDatabase(new PostgresqlConnectionManager(database.Queries.Source))
            .WithScriptsEmbeddedInAssembly(typeof(DatabaseStartup).Assembly, name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .JournalToPostgresqlTable("public", "schema_versions")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        DatabaseUpgradeResult result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error;
        }

        foreach (SqlScript script in result.Scripts)
        {
            LogMigrated(script.Name);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = MigrationLock } } };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
