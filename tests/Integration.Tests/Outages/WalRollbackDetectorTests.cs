using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>A PostgreSQL that comes back without commits that it had confirmed: this cannot be repaired, but raises an alarm.</summary>
[Collection(Alone.Name)]
public sealed class WalRollbackDetectorTests(DedicatedServersFixture fixture) : IClassFixture<DedicatedServersFixture>
{
    private const string Alarm = "lacks commits";

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task PostgreSQL_restored_to_an_older_state_raises_an_alarm_and_a_restarted_one_does_not()
    {
        PostgresServer postgres = _footfall.LocalCluster.Postgres!;
        string link = Path.Combine(_footfall.LocalCluster.Directory, "postgres");
        string data = Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link;
        string copy = data + ".copy";
        HostProcess silo = _footfall.LocalCluster.Silos[0];
        await StoreAsync("first");
        await postgres.StopAsync();
        await RunAsync("cp", "-a", data, copy);

        foreach (PostgresStopMode mode in new[] { PostgresStopMode.Fast, PostgresStopMode.Immediate })
        {
            await postgres.RestartAsync();
            await StoreAsync($"before-{mode}");
            await postgres.StopAsync(mode);
        }

        await postgres.RestartAsync();
        await StoreAsync("whole");
        Assert.DoesNotContain(Alarm, silo.Output, StringComparison.Ordinal);

        await postgres.StopAsync();
        await RunAsync("rm", "-r", data);
        await RunAsync("mv", copy, data);
        await postgres.RestartAsync();
        await Eventually.TrueAsync("the alarm", () => silo.Output.Contains(Alarm, StringComparison.Ordinal));
        await StoreAsync("restored");

        // The alarm survives the silo's restart until an operator acknowledges it.
        int before = Alarms(silo);
        await _footfall.LocalCluster.RestartAsync(silo);
        await Eventually.TrueAsync("the alarm again", () => Alarms(silo) > before);
        Assert.True(await (await _footfall.Queue.DatabaseAsync()).KeyDeleteAsync("footfall:store-alarm"));
    }

    private async Task StoreAsync(string site)
    {
        var tally = new Tally();
        _footfall.Store.Database.Clear(); // connections of before a restart are broken
        await fixture.MeasureRecoveryAsync($"{site}-up", tally);
        await Load.SendAsync(new NumberedEvents(site, 20).Take(200), 4, _footfall.Gateway, into: tally);
        await ExactCounts.AssertAsync(_footfall, tally);
    }

    private static int Alarms(HostProcess silo) => silo.Output.Split(Alarm).Length - 1;

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
