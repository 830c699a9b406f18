using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Footfall.Integration.Installations;

/// <summary>What the tests of this program share: started when first asked for, ended with the last test.</summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly Lazy<Task<PostgresServer>> _postgres;
    private readonly Lazy<Task<Installation>> _calm;
    private int _databases;

    public Servers()
    {
        _postgres = new(() => PostgresServer.StartAsync(new PostgresServerOptions
        {
            // For tests that ask when a row was committed.
            Settings = new Dictionary<string, string> { ["track_commit_timestamp"] = "on" },
        }));
        _calm = new(() => StartAsync(new LocalClusterOptions()));
    }

    /// <summary>An installation of one silo and one gateway that no test disturbs; each uses sites of its own.</summary>
    internal Task<Installation> SharedAsync() => _calm.Value;

    /// <summary>A PostgreSQL that no test may stop.</summary>
    internal Task<PostgresServer> PostgresAsync() => _postgres.Value;

    /// <returns>A fresh database in <see cref="PostgresAsync"/>, as a URL.</returns>
    internal async Task<string> CreateDatabaseAsync()
    {
        PostgresServer postgres = await PostgresAsync();
        return await postgres.CreateDatabaseAsync(string.Create(CultureInfo.InvariantCulture, $"footfall_{Interlocked.Increment(ref _databases)}"));
    }

    /// <summary>Starts an installation with its own Redis, and a database of its own in the shared PostgreSQL.</summary>
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
