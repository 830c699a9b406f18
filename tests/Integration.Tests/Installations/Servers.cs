using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Footfall.Integration.Installations;

/// <summary>Servers shared by the tests of this program: started on first use, ended with the last test.</summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly Lazy<Task<PostgresServer>> _postgres;
    private readonly Lazy<Task<Installation>> _calm;
    private int _databases;

    public Servers()
    {
        _postgres = new(() => PostgresServer.StartAsync(new PostgresServerOptions
        {
            // For tests that query when a row was committed.
            Settings = new Dictionary<string, string> { ["track_commit_timestamp"] = "on" },
        }));
        _calm = new(() => StartAsync(new LocalClusterOptions()));
    }

    /// <summary>Returns an installation of one silo and one gateway that no test disturbs; each test uses its own sites.</summary>
    internal Task<Installation> SharedAsync() => _calm.Value;

    /// <summary>Returns a PostgreSQL that no test may stop.</summary>
    internal Task<PostgresServer> PostgresAsync() => _postgres.Value;

    /// <returns>The URL of a fresh database in <see cref="PostgresAsync"/>.</returns>
    internal async Task<string> CreateDatabaseAsync()
    {
        PostgresServer postgres = await PostgresAsync();
        return await postgres.CreateDatabaseAsync(string.Create(CultureInfo.InvariantCulture, $"footfall_{Interlocked.Increment(ref _databases)}"));
    }

    /// <summary>Starts an installation with its own Redis and its own database in the shared PostgreSQL.</summary>
    internal async Task<Installation> StartAsync(LocalClusterOptions options) =>
        await Installation.StartAsync(options with { PostgresConnection = await CreateDatabaseAsync() });

    public ValueTask InitializeAsync()
    {
        HostLogs.Clear();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_calm.IsValueCreated)
        {
            await (await _calm.Value).DisposeAsync();
        }

        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }
    }
}
