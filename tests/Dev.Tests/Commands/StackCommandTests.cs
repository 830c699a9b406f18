using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>The commands that inspect a running stack, and the restart behind <c>watch</c>.</summary>
public sealed class StackCommandTests : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("footfall-").FullName;
    private readonly int _port = FreePort.Take();

    [Fact]
    public async Task Clients_and_logs_reach_the_parts_of_a_stack_and_hosts_restart_in_place()
    {
        Assert.Contains("start it with ./dev up", await FailAsync("psql"), StringComparison.Ordinal);
        Assert.Contains("start it with ./dev up", await FailAsync("redis-cli"), StringComparison.Ordinal);
        Assert.Contains("start Footfall with ./dev up", await FailAsync("logs"), StringComparison.Ordinal);
        await SucceedAsync("up", "-d");

        Assert.Equal("footfall", (await SucceedAsync("psql", "--no-align", "--tuples-only", "-c", "SELECT current_database()")).Trim());
        Assert.Equal("PONG", (await SucceedAsync("redis-cli", "PING")).Trim());
        (int refused, _) = await RunAsync("psql", "-c", "SELECT nonsense");
        Assert.NotEqual(0, refused);

        string all = await SucceedAsync("logs");
        Assert.All((string[])["gateway ", "postgres ", "redis ", "silo-1 "], part => Assert.Contains(part, all, StringComparison.Ordinal));
        string one = await SucceedAsync("logs", "silo-1");
        Assert.NotEmpty(one);
        Assert.DoesNotContain(" | ", one.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("there are logs of: gateway, postgres, redis, silo-1", await FailAsync("logs", "silo-7"), StringComparison.Ordinal);

        PidFile gateway = PidFile.Read(_data, "gateway")!;
        PidFile silo = PidFile.Read(_data, "silo-1")!;
        await HostRestart.RunAsync(
            new DevSettings(_port, Silos: 1, _data, Redis: null, Postgres: null), new HashSet<HostKind> { HostKind.Silo }, CancellationToken.None);
        PidFile restarted = PidFile.Read(_data, "silo-1")!;
        Assert.NotEqual(silo.Process, restarted.Process);
        Assert.Equal(silo.Address, restarted.Address);
        Assert.Equal(gateway, PidFile.Read(_data, "gateway"));
        await SucceedAsync("demo");
        Assert.Contains(": every figure is what the stored events say", await SucceedAsync("audit"), StringComparison.Ordinal);
        await SucceedAsync("down");
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        Directory.Delete(_data, recursive: true);
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] command) => DevRun.RunAsync(_data, _port, command);

    private async Task<string> SucceedAsync(params string[] command)
    {
        (int exitCode, string output) = await RunAsync(command);
        Assert.True(exitCode == 0, $"./dev {string.Join(' ', command)} ended with {exitCode}: {output}");
        return output;
    }

    private async Task<string> FailAsync(params string[] command)
    {
        (int exitCode, string output) = await RunAsync(command);
        Assert.Equal(1, exitCode);
        return output;
    }
}
