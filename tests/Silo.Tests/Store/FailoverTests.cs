using System.Diagnostics;
using System.Runtime.Versioning;
using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

/// <summary>Two servers, one of which accepts changes: behind one address, or both named.</summary>
[SupportedOSPlatform("linux")]
public sealed class FailoverTests : IDisposable
{
    private readonly List<string> _folders = [];

    /// <summary>How soon the other server must be found, on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task ServerThatBecameAStandby_IsLeftForTheNewPrimary()
    {
        string first = MakeFolder(), second = MakeFolder();
        await using PostgresServer old = await PostgresServer.StartAsync(Options(first));
        await using var relay = new TcpRelay(old.Port);
        await using var test = new TestStore(Settings("127.0.0.1", relay.Port));
        Assert.False((await PostgresFixture.RunStartupAsync(test.Database, test.Availability)).HasAny);
        EventStore store = await test.StartAsync();
        await CommitAsync(store, "before");

        // The old primary returns as a standby before the address leads elsewhere: that connection is a dead end.
        await old.StopAsync();
        await RunAsync("cp", "-a", Data(first), Path.Combine(second, "postgres"));
        await RunAsync("touch", Path.Combine(Data(first), "standby.signal"));
        await old.RestartAsync();
        await using PostgresServer promoted = await PostgresServer.StartAsync(Options(second));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync("during", TestStore.Epoch).WithinLimitAsync());
        Assert.False(test.Availability.IsUp);
        await Eventually.TrueAsync(() => relay.Connections > 8); // it has been to the standby

        relay.Target = promoted.Port;
        long start = Stopwatch.GetTimestamp();
        await test.Availability.WaitAsync(CancellationToken.None).WaitAsync(Limit);
        await CommitAsync(store, "after");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Limit);
        Assert.Equal("after before", await SitesAsync(promoted));

        // Both named: whichever of them accepts changes.
        foreach (string hosts in new[] { $"127.0.0.1:{old.Port},127.0.0.1:{promoted.Port}", $"127.0.0.1:{promoted.Port},127.0.0.1:{old.Port}" })
        {
            await using var several = new TestStore(Settings(hosts, 0));
            Assert.Equal($"{hosts}/postgres", several.Database.Target);
            await CommitAsync(await several.StartAsync(), $"site of {hosts}");
            await several.StopAsync();
        }

        // Only a standby: some retries, and then a fault.
        await using var standby = new TestStore(Settings("127.0.0.1", old.Port));
        Assert.IsType<ReadOnlyServerException>(await Assert.ThrowsAnyAsync<NpgsqlException>(() => standby.Database.CommitWorkers.OpenAsync()));
    }

    [Fact]
    public async Task ServerThatIsMadeReadOnly_IsAnOutageUntilItIsNot()
    {
        await using PostgresServer server = await PostgresServer.StartAsync(new PostgresServerOptions());
        await using var test = new TestStore(Settings("127.0.0.1", server.Port));
        Assert.False((await PostgresFixture.RunStartupAsync(test.Database, test.Availability)).HasAny);
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);

        await test.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on");
        await test.ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.TrueAsync(async () => await test.ScalarAsync<string>("SHOW default_transaction_read_only") == "on");
        Assert.Equal(CommitOutcome.Unknown, await store.CommitAsync(TestStore.Batch("a", state, new TestEvent())).WithinLimitAsync());
        Assert.False(test.Availability.IsUp);

        await test.ExecuteAsync("ALTER SYSTEM RESET default_transaction_read_only");
        await test.ExecuteAsync("SELECT pg_reload_conf()");
        await test.Availability.WaitAsync(CancellationToken.None).WaitAsync(Limit);
        await CommitAsync(store, "a");
    }

    public void Dispose() => _folders.ForEach(folder => Directory.Delete(folder, recursive: true));

    private static async Task CommitAsync(EventStore store, string site)
    {
        SiteState state = await store.LoadAsync(site, TestStore.Epoch).WithinLimitAsync();
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(TestStore.Batch(site, state, new TestEvent())).WithinLimitAsync());
    }

    private static async Task<string> SitesAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.NpgsqlConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var read = new NpgsqlCommand("SELECT string_agg(DISTINCT site_id, ' ' ORDER BY site_id) FROM events", connection);
        return (string)(await read.ExecuteScalarAsync())!;
    }

    private static NpgsqlConnectionStringBuilder Settings(string host, int port) =>
        new() { Host = host, Port = port == 0 ? 5432 : port, Username = "postgres", Database = "postgres" };

    private static PostgresServerOptions Options(string folder) =>
        new() { Directory = folder, Settings = new Dictionary<string, string> { ["shared_buffers"] = "32MB", ["hot_standby"] = "on" } };

    /// <summary>Others have access: PostgreSQL may run as another user.</summary>
    private string MakeFolder()
    {
        string folder = Path.Combine(Path.GetTempPath(), "footfall-" + Path.GetRandomFileName());
        _folders.Add(folder);
        return Directory.CreateDirectory(
            folder,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute | UnixFileMode.OtherRead | UnixFileMode.GroupRead).FullName;
    }

    private static string Data(string folder)
    {
        string link = Path.Combine(folder, "postgres");
        return Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
