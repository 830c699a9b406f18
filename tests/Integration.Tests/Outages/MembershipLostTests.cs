using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using StackExchange.Redis;

namespace Footfall.Integration.Outages;

/// <summary>Redis is emptied under a running cluster that keeps its membership there; the cluster continues as one.</summary>
[Collection(Alone.Name)]
public sealed class MembershipLostTests(Servers servers, ITestOutputHelper output)
{
    private const int Events = 100;

    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silos_whose_membership_was_lost_still_take_over_from_a_dead_one_and_let_others_join()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 2 });
        HostProcess victim = footfall.LocalCluster.Silos[1];

        // Emptying Redis loses what it held, so events sent until then may be missing, but are never counted twice.
        await using Load before = Load.Start(new NumberedEvents("before", 40).Endless(), 4, footfall.Gateway);
        await before.WaitForAcceptedAsync(Events);
        await (await footfall.Queue.DatabaseAsync()).ExecuteAsync("FLUSHALL");
        long emptied = Stopwatch.GetTimestamp();
        await using Load after = Load.Start(new NumberedEvents("after", 40).Endless(), 4, footfall.Gateway);
        await after.WaitForAcceptedAsync(Events);
        await before.StopAsync();
        Assert.Empty(after.Tally.Unconfirmed);
        await Eventually.GetAsync("the membership is back", () => MembershipAsync(footfall), fields => fields.Split(' ').Length == 3);
        output.WriteLine($"membership back after {Stopwatch.GetElapsedTime(emptied).TotalSeconds:0.0} s");

        // Half of the sites lived on this silo; they are served again only after the cluster has declared it dead.
        long killed = Stopwatch.GetTimestamp();
        await victim.KillAsync();
        await after.WaitForMoreAcceptedAsync(Events);
        Tally tally = await after.StopAsync();
        await ExactCounts.AssertAsync(footfall, tally);
        TimeSpan recovery = Stopwatch.GetElapsedTime(killed);
        output.WriteLine($"{tally}; all counted {recovery.TotalSeconds:0.0} s after the kill");
        Assert.InRange(recovery, TimeSpan.Zero, Recovery);

        await footfall.LocalCluster.RestartAsync(victim);
        await Load.SendAsync(new NumberedEvents("rejoined", 40).Take(Events), 4, footfall.Gateway, into: tally);
        await ExactCounts.AssertAsync(footfall, tally);
        Assert.All((await footfall.Store.CountByUserAsync(before.Tally.Sites)).Values, count => Assert.Equal(1, count));
        Assert.All(footfall.LocalCluster.Silos, silo => Assert.False(silo.HasExited));
    }

    /// <summary>Returns the field names of Orleans' membership table, which are its version and its silos.</summary>
    private static async Task<string> MembershipAsync(Installation footfall)
    {
        IDatabase redis = await footfall.Queue.DatabaseAsync();
        return string.Join(' ', await redis.HashKeysAsync("footfall/members/footfall"));
    }
}
