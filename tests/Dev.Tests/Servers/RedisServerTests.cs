using System.Net.Sockets;
using System.Text;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

public sealed class RedisServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_its_data_over_stop_and_kill()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions(), Cancellation);
        Assert.Equal("+OK\r\n", await AskAsync(redis, "SET a 1\r\n"));
        int port = redis.Port;
        await redis.StopAsync();
        await redis.RestartAsync(Cancellation);
        Assert.Equal(port, redis.Port);
        Assert.Equal("$1\r\n1\r\n", await AskAsync(redis, "GET a\r\n"));
        Assert.Equal("+OK\r\n", await AskAsync(redis, "SET a 2\r\n"));
        await redis.KillAsync();
        Assert.False(await RedisProbe.AnswersAsync("127.0.0.1", port, Cancellation));
        await redis.RestartAsync(Cancellation);
        Assert.Equal("$1\r\n2\r\n", await AskAsync(redis, "GET a\r\n"));
    }

    [Fact]
    public async Task Process_id_is_the_servers_own_in_a_session_of_its_own()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions(), Cancellation);
        Assert.StartsWith("redis-server", File.ReadAllText($"/proc/{redis.Id}/comm"), StringComparison.Ordinal);
        string[] stat = File.ReadAllText($"/proc/{redis.Id}/stat").Split(") ")[1].Split(' ');
        Assert.Equal(redis.Id.ToString(), stat[3]);
        Assert.Contains($"process_id:{redis.Id}\r\n", await AskAsync(redis, "INFO server\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frozen_server_answers_nothing_until_thawed_and_can_be_killed()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions(), Cancellation);
        redis.Freeze();
        Assert.False(await RedisProbe.AnswersAsync("127.0.0.1", redis.Port, Cancellation));
        redis.Thaw();
        Assert.True(await RedisProbe.AnswersAsync("127.0.0.1", redis.Port, Cancellation));
        redis.Freeze();
        await redis.KillAsync();
        await redis.RestartAsync(Cancellation);
        redis.Freeze();
        await redis.StopAsync();
    }

    [Fact]
    public async Task Options_reach_the_server()
    {
        await using RedisServer redis = await RedisServer.StartAsync(
            new RedisServerOptions { AppendFsync = "always", MaxMemory = "64mb", ExtraArguments = ["--maxmemory-policy", "allkeys-lru", "--appendonly", "no"] }, Cancellation);
        Assert.Contains("always", await AskAsync(redis, "CONFIG GET appendfsync\r\n"), StringComparison.Ordinal);
        Assert.Contains("67108864", await AskAsync(redis, "CONFIG GET maxmemory\r\n"), StringComparison.Ordinal);
        Assert.Contains("allkeys-lru", await AskAsync(redis, "CONFIG GET maxmemory-policy\r\n"), StringComparison.Ordinal);
        Assert.Contains("no", await AskAsync(redis, "CONFIG GET appendonly\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_option_is_reported_with_the_log()
    {
        var fault = await Assert.ThrowsAsync<ServerFaultException>(() => RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--nonsense", "1"] }, Cancellation));
        Assert.Contains("nonsense", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Temporary_folder_goes_with_the_server_and_a_given_one_stays()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions { Directory = folder }, Cancellation);
        int id = redis.Id;
        Assert.True(PidFile.Read(folder, "redis")!.IsAlive);
        await redis.DisposeAsync();
        Assert.Null(ProcessIdentity.Of(id));
        Assert.Null(PidFile.Read(folder, "redis"));
        Assert.True(Directory.Exists(Path.Combine(folder, "redis")));
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Kept_server_is_taken_over()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        int port = FreePort.Take();
        RedisServer first = await RedisServer.StartAsync(new RedisServerOptions { Directory = folder, Port = port, Keep = true }, Cancellation);
        RedisServer second = await RedisServer.StartAsync(new RedisServerOptions { Directory = folder, Port = port, Keep = true }, Cancellation);
        Assert.Equal(first.Id, second.Id);
        Assert.True(second.WasRunning);
        await second.DisposeAsync();
        Assert.Null(ProcessIdentity.Of(first.Id));
        Directory.Delete(folder, true);
    }

    internal static async Task<string> AskAsync(RedisServer redis, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", redis.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command), Cancellation);
        byte[] answer = new byte[16384];
        return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, Cancellation));
    }
}
