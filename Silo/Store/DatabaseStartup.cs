using Footfall.Background;
using Footfall.Drain;
using Footfall.Startup;
using Npgsql;
using Polly;

namespace Footfall.Store;

/// <summary>
/// Waits for PostgreSQL, checks that it can be trusted, migrates the tables, and then opens the store.
/// Meanwhile the silo runs as a cluster member, but claims nothing.
/// </summary>
internal sealed partial class DatabaseStartup(
    Database database, StoreAvailability availability, WalRollbackDetector rollbackDetector, StartupErrors startupErrors, ILogger<DatabaseStartup> logger)
    : BackgroundService
{
    private const int OldestPostgres = 150000;

    /// <summary>Key of the advisory lock that lets one silo at a time change the tables ("footfall" in ASCII).</summary>
    private const long MigrationLock = 0x666F6F7466616C6C;

    /// <summary>How often a standby is checked again, every two seconds, in case it is promoted: some 30 s.</summary>
    private const int ChecksStandby = 15;

    private static readonly string ReadSettingsSql = SqlText.Load("DatabaseStartup.ReadSettings");
    private static readonly string LockSql = SqlText.Load("DatabaseStartup.Lock");
    private static readonly string CheckSettingsSql = SqlText.Load("DatabaseStartup.CheckSettings");

    private int _standbysMet;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ResiliencePipeline retry = RetryForever.Create(
            MayPass, delay: TimeSpan.FromMilliseconds(250), maxDelay: TimeSpan.FromSeconds(2), (failures, last) =>
            {
                database.Clear();
                LogWaiting(database.Target, failures, last.Message);
            });
        try
        {
            await retry.ExecuteAsync(async token => await PrepareAsync(token), stoppingToken);
            availability.Open();
        }
        catch (StartupException fault)
        {
            startupErrors.Report(fault);
        }
        catch (ReadOnlyServerException)
        {
            startupErrors.Report(Fault("is read-only (a standby?); name the primary."));
        }
        catch (PostgresException refusal) when (PostgresFault.Advice(refusal) is { } advice)
        {
            startupErrors.Report(Fault($"refused the connection: {refusal.MessageText} (SQLSTATE {refusal.SqlState}). {advice}"));
        }
        catch (NpgsqlException refusal) when (refusal is not PostgresException && PostgresFault.IsConfiguration(refusal))
        {
            startupErrors.Report(Fault($"asks for a password: {refusal.Message}"));
        }
        catch (PostgresException refusal)
        {
            startupErrors.Report(Fault(
                $"refused to set up the tables: {refusal.MessageText} (SQLSTATE {refusal.SqlState}). The user needs the right to create tables in the database."));
        }
    }

    /// <summary>Returns whether waiting may help.</summary>
    private bool MayPass(Exception e) =>
        e is ReadOnlyServerException { IsStandby: var isStandby } ? isStandby && ++_standbysMet < ChecksStandby
        : e is StoreCopyException or QueueUnavailableException ? true
        : PostgresFault.IsOfStore(e) && PostgresFault.IsOutage(e) && !PostgresFault.IsConfiguration(e);

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await using (PooledConnection pooled = await database.Queries.OpenAsync(cancellation))
        {
            await CheckAsync(pooled, cancellation);
            await rollbackDetector.CheckAsync(pooled.Connection, cancellation);
            await MigrateAsync(pooled, cancellation);
        }

        await CheckSettingsAsync(database.CommitWorkers, cancellation);
        await CheckSettingsAsync(database.Queries, cancellation);
        await using (PooledConnection pooled = await database.Queries.OpenAsync(cancellation))
        {
            await using NpgsqlTransaction transaction = await pooled.BeginTransactionAsync(cancellation);
            await rollbackDetector.Ownership.ConfirmAsync(pooled.Connection, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        // Ensures that the tables are on disk, and detects whether PostgreSQL waits for a missing standby.
        await using WriteTransaction mark = await WriteTransaction.BeginAsync(database, database.CommitWorkers, cancellation);
        await mark.CommitWithMarkAsync(cancellation);
    }

    private async Task CheckAsync(PooledConnection pooled, CancellationToken cancellation)
    {
        await using NpgsqlBatch statement = pooled.CreateStatement(ReadSettingsSql);
        await using NpgsqlDataReader reader = await statement.ExecuteReaderAsync(cancellation);
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
            throw Fault(fault);
        }
    }

    /// <summary>Migrates in one transaction, which holds the lock: a session-level lock would have no owner behind a pooler.</summary>
    private async Task MigrateAsync(PooledConnection pooled, CancellationToken cancellation)
    {
        NpgsqlConnection connection = pooled.Connection;
        await using NpgsqlTransaction transaction = await pooled.BeginTransactionAsync(cancellation);
        await using (var take = new NpgsqlCommand(LockSql, connection)
        {
            CommandTimeout = 0, // another silo may have much to do
            Parameters = { new() { Value = MigrationLock } },
        })
        {
            await take.ExecuteNonQueryAsync(cancellation);
        }

        StoreSchema schema = await StoreSchema.FindAsync(connection, cancellation);
        if (schema.Fault is { } fault)
        {
            throw Fault(fault);
        }

        if (schema.Other is { } other)
        {
            LogOtherSchema(database.Target, other, schema.Name!);
        }

        await StoreSchema.UseAsync(connection, schema.Name!, cancellation);
        await rollbackDetector.Ownership.CheckAsync(connection, cancellation);
        IReadOnlyList<string> applied = await Migrations.ApplyAsync(connection, cancellation);

        // Must be durable before it is recorded in the queue.
        await using (var create = new NpgsqlCommand(StoreOwnership.CreateSql, connection))
        {
            await create.ExecuteNonQueryAsync(cancellation);
        }

        if (await StoreSchema.FindOwnerFaultAsync(connection, cancellation) is { } ownerFault)
        {
            throw Fault(ownerFault);
        }

        bool isMended = await AccessVersion.MendAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        database.UseSchema(schema.Name!);
        foreach (string migration in applied)
        {
            LogMigrated(migration);
        }

        if (isMended)
        {
            LogVersionMended();
        }
    }

    /// <summary>Checks that any pooler between the silo and PostgreSQL keeps a transaction's settings.</summary>
    private async Task CheckSettingsAsync(ConnectionPool pool, CancellationToken cancellation)
    {
        await using PooledConnection pooled = await pool.OpenAsync(cancellation);
        await using NpgsqlTransaction transaction = await pooled.BeginTransactionAsync(cancellation);
        IReadOnlyList<(string Name, string Value)> settings = pool.Settings.All;
        await using var check = new NpgsqlCommand(CheckSettingsSql, pooled.Connection)
        {
            Parameters =
            {
                new() { Value = settings.Select(setting => setting.Name).ToArray() },
                new() { Value = settings.Select(setting => setting.Value).ToArray() },
            },
        };
        await using NpgsqlDataReader reader = await check.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            (string name, string found, string wanted) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            if (found != wanted)
            {
                throw Fault($"does not keep settings: {name} is \"{found}\" after it was set to \"{wanted}\". Check what is between the silo and PostgreSQL (a pooler that pools single statements?).");
            }
        }
    }

    private StartupException Fault(string what) => new($"{PostgresConnectionString.Setting}: PostgreSQL at {database.Target} {what}");
}
