using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>All silos end without leaving the cluster, and new ones start at other addresses, like recreated containers.</summary>
[Collection(Alone.Name)]
public sealed class SilosElsewhereTests(Servers servers, ITestOutputHelper output)
{
    /// <summary>Allows two more checks of heartbeats and memberships, and the delay of a busy machine. It was 90 s.</summary>
    private static readonly TimeSpan More = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Killed_silos_are_replaced_elsewhere_as_soon_as_at_their_own_address()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 2 });
        var tally = new Tally();
        await SendAsync(footfall, "before", tally);

        HostProcess[] first = [.. footfall.LocalCluster.Silos];
        await Task.WhenAll(first.Select(silo => silo.KillAsync()));
        TimeSpan same = await MeasureAsync(footfall, "same", tally, () => footfall.LocalCluster.RestartAsync(first[0]));

        await first[0].KillAsync();
        int printed = footfall.LocalCluster.Gateways[0].Output.Length;
        TimeSpan elsewhere = await MeasureAsync(footfall, "elsewhere", tally, () => footfall.LocalCluster.AddSiloAsync());
        int lines = footfall.LocalCluster.Gateways[0].Output.Length - printed + footfall.LocalCluster.Silos[^1].Output.Length;

        output.WriteLine($"stored after {same.TotalSeconds:0.0} s at the same address, {elsewhere.TotalSeconds:0.0} s elsewhere; {lines} characters of log");
        Assert.InRange(elsewhere, TimeSpan.Zero, same + More);
        Assert.InRange(lines, 0, 64_000);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>The old addresses still accept connections, and the silos come back with sites that others own by then.</summary>
    [Fact]
    [Trait("Tier", "slow")]
    public async Task Frozen_silos_are_replaced_elsewhere_and_end_when_they_come_back()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 2 });
        var tally = new Tally();
        await SendAsync(footfall, "before", tally);
        HostProcess[] frozen = [.. footfall.LocalCluster.Silos];
        Array.ForEach(frozen, silo => silo.Freeze());
        TimeSpan took = await MeasureAsync(footfall, "elsewhere", tally, () => footfall.LocalCluster.AddSiloAsync());
        output.WriteLine($"stored after {took.TotalSeconds:0.0} s");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(45));

        Array.ForEach(frozen, silo => silo.Thaw());
        await Eventually.TrueAsync("those that were taken for dead end", () => frozen.All(silo => silo.HasExited));
        await SendAsync(footfall, "after", tally);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>A live silo is not considered dead by one that joins.</summary>
    [Fact]
    public async Task Silos_that_live_stay_when_others_join()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions());
        HostProcess first = footfall.LocalCluster.Silos[0];
        await using Load load = Load.Start(new NumberedEvents("live", 40).Endless(), 4, footfall.Gateway);
        for (int i = 0; i < 2; i++)
        {
            await footfall.LocalCluster.AddSiloAsync();
            await load.WaitForMoreAcceptedAsync(100);
        }

        Tally tally = await load.StopAsync();
        await ExactCounts.AssertAsync(footfall, tally);
        Assert.All(footfall.LocalCluster.Silos, silo => Assert.False(silo.HasExited));
        Assert.All(footfall.LocalCluster.Silos, silo => Assert.DoesNotContain("ended without leaving", silo.Output, StringComparison.Ordinal));
        Assert.False(first.HasExited);
    }

    private static Task<Tally> SendAsync(Installation footfall, string site, Tally tally) =>
        Load.SendAsync(new NumberedEvents(site, 40).Take(400), 8, footfall.Gateway, into: tally);

    /// <summary>Sends events while no silo runs, and starts one.</summary>
    /// <returns>The time from its start until the events were stored.</returns>
    private static async Task<TimeSpan> MeasureAsync(Installation footfall, string site, Tally tally, Func<Task> start)
    {
        await SendAsync(footfall, site, tally);
        long started = Stopwatch.GetTimestamp();
        await start();
        await ExactCounts.AssertStoredAsync(footfall, tally);
        return Stopwatch.GetElapsedTime(started);
    }
}
