using Footfall.Dev.Processes;
using Npgsql;

namespace Footfall.Dev.Servers;

public sealed class PostgresServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_its_data_over_every_end()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions(), Cancellation);
        string url = await postgres.CreateDatabaseAsync("a-b", Cancellation);
        Assert.Equal(url, await postgres.CreateDatabaseAsync("a-b", Cancellation));
        Assert.Equal($"postgresql://postgres@127.0.0.1:{postgres.Port}/a-b", url);
        await RunAsync(postgres, "CREATE TABLE t (n int)");
        int rows = 0;
        foreach (Func<Task> end in new Func<Task>[]
        {
            () => postgres.RestartAsync(PostgresStopMode.Fast, Cancellation),
            () => postgres.RestartAsync(PostgresStopMode.Immediate, Cancellation),
            async () => { await postgres.KillAsync(); await postgres.RestartAsync(cancellation: Cancellation); },
            async () => { postgres.Freeze(); await postgres.KillAsync(); await postgres.RestartAsync(cancellation: Cancellation); },
            async () => { await postgres.StopAsync(PostgresStopMode.Immediate); await postgres.RestartAsync(cancellation: Cancellation); },
        })
        {
            await using NpgsqlConnection idle = await PostgresProbe.ConnectAsync(postgres.NpgsqlConnectionString("a-b"), Cancellation);
            await RunAsync(postgres, "INSERT INTO t VALUES (1)");
            rows++;
            await end();
            Assert.Equal((long)rows, await RunAsync(postgres, "SELECT count(*) FROM t"));
        }

        Assert.Equal("on", await RunAsync(postgres, "SHOW fsync"));
        Assert.Equal("4GB", await RunAsync(postgres, "SHOW max_wal_size"));
        Assert.Equal("C.UTF-8", await RunAsync(postgres, "SELECT datcollate FROM pg_database WHERE datname = 'a-b'"));
        Assert.Equal("UTF8", await RunAsync(postgres, "SHOW server_encoding"));
    }

    [Fact]
    public async Task Process_id_is_the_postmasters()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions { Settings = new Dictionary<string, string> { ["max_connections"] = "20" } }, Cancellation);
        await postgres.CreateDatabaseAsync("a-b", Cancellation);
        Assert.Equal("20", await RunAsync(postgres, "SHOW max_connections"));
        string file = (string)(await RunAsync(postgres, "SELECT pg_read_file('postmaster.pid')"))!;
        Assert.Equal(postgres.Id.ToString(), file.Split('\n')[0]);
    }

    [Fact]
    public async Task Frozen_backends_keep_their_sessions()
    {
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions(), Cancellation);
        await postgres.CreateDatabaseAsync("a-b", Cancellation);
        await using NpgsqlConnection open = await PostgresProbe.ConnectAsync(postgres.NpgsqlConnectionString("a-b"), Cancellation);
        postgres.Freeze();
        Assert.False(await PostgresProbe.AnswersAsync(postgres.NpgsqlConnectionString("a-b"), Cancellation));
        await using var command = new NpgsqlCommand("SELECT 1", open);
        Task<object?> answer = command.ExecuteScalarAsync(Cancellation);
        Assert.False(answer.IsCompleted);
        postgres.Thaw();
        Assert.Equal(1, await answer);
    }

    [Fact]
    public async Task Four_start_at_once()
    {
        PostgresServer[] servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresServer.StartAsync(new PostgresServerOptions(), Cancellation)));
        Assert.Equal(4, servers.Select(s => s.Port).Distinct().Count());
        await Task.WhenAll(servers.Select(s => s.DisposeAsync().AsTask()));
        Assert.All(servers, s => Assert.Null(ProcessIdentity.Of(s.Id)));
    }

    [Fact]
    public async Task Wrong_setting_is_reported_with_the_log()
    {
        var fault = await Assert.ThrowsAsync<ServerFaultException>(() => PostgresServer.StartAsync(
            new PostgresServerOptions { Settings = new Dictionary<string, string> { ["nonsense"] = "1" } }, Cancellation));
        Assert.Contains("nonsense", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> RunAsync(PostgresServer postgres, string sql)
    {
        await using NpgsqlConnection connection = await PostgresProbe.ConnectAsync(postgres.NpgsqlConnectionString("a-b"), Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
