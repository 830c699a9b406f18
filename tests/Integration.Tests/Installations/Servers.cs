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
    private readonly Lazy<Task<HostPool>> _pool = new(() => HostPool.StartAsync());
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

    /// <summary>
    /// Starts an installation with its own Redis and its own database in the shared PostgreSQL. Its hosts share a process with those of
    /// other installations, so that they start in a fraction of a second.
    /// </summary>
    internal async Task<Installation> StartAsync(LocalClusterOptions options) => await StartInOwnProcessesAsync(options with { Pool = await PoolAsync() });

    /// <summary>
    /// Starts one whose hosts have processes of their own: for tests that kill or freeze them, or need their exit codes, standard
    /// output, environment, or metrics.
    /// </summary>
    internal async Task<Installation> StartInOwnProcessesAsync(LocalClusterOptions options) =>
        await Installation.StartAsync(options with { PostgresConnection = await CreateDatabaseAsync() });

    /// <summary>Returns the process that hosts share.</summary>
    internal Task<HostPool> PoolAsync() => _pool.Value;

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

        if (_pool.IsValueCreated)
        {
            await (await _pool.Value).DisposeAsync();
        }

        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }
    }
}
