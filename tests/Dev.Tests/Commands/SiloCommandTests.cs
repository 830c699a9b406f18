using Footfall.Dev.Processes;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

public sealed class SiloCommandTests : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly string _data = Directory.CreateTempSubdirectory("footfall-").FullName;
    private readonly int _port = FreePort.Take();

    [Fact]
    public async Task Silos_come_and_go_beside_an_up_that_attends()
    {
        using DevRun up = DevRun.Start(_data, _port, "up");
        Assert.True(await Poll.UntilAsync(async _ => (await RunAsync("status")).ExitCode == 0, StartLimit), "It did not start.");
        Assert.Contains("silo-1 is the only silo", await FailAsync("silo", "remove", "1"), StringComparison.Ordinal);

        Assert.Contains("silo-2 takes part", await SucceedAsync("silo", "add"), StringComparison.Ordinal);
        Assert.Contains("silo-2 ", await SucceedAsync("status"), StringComparison.Ordinal);

        string former = PidFile.Read(_data, "silo-1")!.Address;
        Assert.Contains("silo-1 stopped", await SucceedAsync("silo", "remove", "1"), StringComparison.Ordinal);
        Assert.DoesNotContain("silo-1", await SucceedAsync("status"), StringComparison.Ordinal);
        Assert.Contains("these run there: 2.", await FailAsync("silo", "remove", "1"), StringComparison.Ordinal);
        Assert.Contains("silo-2 is the only silo", await FailAsync("silo", "remove", "2"), StringComparison.Ordinal);
        Assert.Contains("Everything runs already", await SucceedAsync("up", "-d"), StringComparison.Ordinal);

        Assert.Contains($"silo-1 takes part", await SucceedAsync("silo", "add"), StringComparison.Ordinal);
        Assert.Equal(former, PidFile.Read(_data, "silo-1")!.Address);
        await SucceedAsync("demo");

        await SucceedAsync("down");
        (int exitCode, string output) = await up.FinishAsync();
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("has ended", output, StringComparison.Ordinal);
        Assert.Empty(PidFile.ReadAll(_data));
    }

    [Fact]
    public async Task Silos_come_and_go_in_a_stack_that_was_left_running()
    {
        Assert.Contains("start it with ./dev up", await FailAsync("silo", "add"), StringComparison.Ordinal);
        await SucceedAsync("up", "-d");
        await SucceedAsync("silo", "add");
        await SucceedAsync("silo", "remove", "2");
        Assert.DoesNotContain("silo-2", await SucceedAsync("status"), StringComparison.Ordinal);
        await SucceedAsync("silo", "add");
        await SucceedAsync("down");
        Assert.Empty(PidFile.ReadAll(_data));
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
