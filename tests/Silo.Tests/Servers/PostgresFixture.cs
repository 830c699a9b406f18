using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Servers;
using Footfall.Startup;
using Footfall.Store;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Footfall.Servers;

/// <summary>
/// A private PostgreSQL. Each test gets a database of its own, a copy of one that the product's own startup has
/// migrated.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Migrated = "migrated";

    private static int _databases;

    private PostgresServer? _server;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("PostgreSQL is not started yet.");

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(new PostgresServerOptions
        {
            // Recovery and start are quicker with little memory, and no test has much data.
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "32MB", ["max_wal_size"] = "256MB" },
        });
        await Server.CreateDatabaseAsync(Migrated);
        await using var database = new Database(Unpooled(Migrated), new EventStoreOptions());
        StartupErrors startupErrors = await RunStartupAsync(database);
        Assert.False(startupErrors.HasAny);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Creates a database with the product's tables.</summary>
    internal Task<TestStore> CreateStoreAsync() => CreateStoreAsync($"TEMPLATE {Migrated}");

    /// <summary>Creates an empty database.</summary>
    internal Task<TestStore> CreateEmptyAsync() => CreateStoreAsync("");

    /// <summary>Runs the product's database startup to its end.</summary>
    /// <param name="database">The database.</param>
    /// <param name="availability">The availability to open on success.</param>
    /// <param name="log">The log for a fault.</param>
    internal static async Task<StartupErrors> RunStartupAsync(
        Database database, StoreAvailability? availability = null, LogLines<StartupErrors>? log = null)
    {
        var lifetime = new ApplicationLifetime(new LogLines<ApplicationLifetime>());
        var startupErrors = new StartupErrors(lifetime, log ?? new LogLines<StartupErrors>());
        WalRollbackDetector rollbackDetector = FakeWalPositionStore.EmptyHistory();
        availability ??= new StoreAvailability(database, rollbackDetector, TimeProvider.System, new LogLines<StoreAvailability>());
        using var startup = new DatabaseStartup(database, availability, rollbackDetector, startupErrors, new LogLines<DatabaseStartup>());
        await startup.StartAsync(CancellationToken.None);
        await startup.ExecuteTask!.WithinLimitAsync();
        return startupErrors;
    }

    private async Task<TestStore> CreateStoreAsync(string options)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(Unpooled("postgres").ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} {options}", connection);
        await command.ExecuteNonQueryAsync();
        return new TestStore(new NpgsqlConnectionStringBuilder(Server.NpgsqlConnectionString(name)));
    }

    private NpgsqlConnectionStringBuilder Unpooled(string database) => new(Server.NpgsqlConnectionString(database)) { Pooling = false };
}
