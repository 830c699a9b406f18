using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using StackExchange.Redis;

namespace Footfall.Integration.Drain;

/// <summary>Silos that die or freeze in the middle of a commit.</summary>
public sealed class SiloFailureTests(ThreeSilos fixture, ITestOutputHelper output) : IClassFixture<ThreeSilos>
{
    private const int Events = 50_000;

    /// <summary>The value in Orleans' <c>SiloStatus</c>.</summary>
    private const int Dead = 6;

    /// <summary>Orleans alone may take a minute.</summary>
    private static readonly TimeSpan ZombieLimit = TimeSpan.FromSeconds(15);

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task A_silo_killed_amid_50000_events_loses_and_doubles_nothing()
    {
        HostProcess victim = _footfall.LocalCluster.Silos[0];
        var events = new NumberedEvents("killed", 500);
        await using Load load = Load.Start(events.Take(Events), 48, _footfall.Gateway);
        await load.WaitForAcceptedAsync(Events / 3);
        await using (TableLock halt = await TableLock.AtCopyAsync(_footfall.Store))
        {
            await halt.WaitForCommitWorkersAsync(4); // of six, so that each silo has one at least in its commit
            await victim.KillAsync();
        }

        Tally tally = await load.FinishAsync();
        output.WriteLine($"{tally}");
        Assert.Equal(Events, tally.Accepted.Count);
        await ExactCounts.AssertAsync(_footfall, tally);
        await _footfall.LocalCluster.RestartAsync(victim);
    }

    [Fact]
    public async Task A_silo_frozen_until_others_did_its_work_changes_nothing_when_it_wakes()
    {
        HostProcess zombie = _footfall.LocalCluster.Silos[1];
        var events = new NumberedEvents("frozen", 120);
        Tally tally = await Load.SendAsync(events.Take(600), 16, _footfall.Gateway);
        await ExactCounts.AssertAsync(_footfall, tally);

        await using Load load = Load.Start(events.Endless(), 8, _footfall.Gateway, into: tally);
        await using (TableLock halt = await TableLock.AtCopyAsync(_footfall.Store))
        {
            await halt.WaitForCommitWorkersAsync(5); // of six: each silo has sites locked, and others that wait for a commit worker
            zombie.Freeze();
        }

        // Sites whose rows the silo holds locked become free only when its sessions are ended, after its leases and its membership.
        await load.WaitForMoreAcceptedAsync(1000);
        await load.StopAsync();
        output.WriteLine($"{tally}");
        await ExactCounts.AssertAsync(_footfall, tally);

        zombie.Thaw();
        using (var health = new GatewayClient(zombie.Address))
        {
            await Eventually.TrueAsync("the silo woke up, or ended", async () => zombie.HasExited || (await health.GetAsync("/health/live")).Status == 200);
        }

        await Load.SendAsync(events.Take(600), 16, _footfall.Gateway, into: tally);
        await ExactCounts.AssertAsync(_footfall, tally);
        await _footfall.LocalCluster.RestartAsync(zombie);
        await ExactCounts.AssertAsync(_footfall, tally);
    }

    [Fact]
    public async Task A_silo_declared_dead_while_it_was_frozen_ends_soon_after_it_wakes()
    {
        HostProcess zombie = _footfall.LocalCluster.Silos[2];
        int dead = await CountDeadAsync();

        zombie.Freeze();
        await Eventually.TrueAsync("the others declared it dead", async () => await CountDeadAsync() > dead);
        zombie.Thaw();

        await Eventually.TrueAsync("it ended", () => zombie.HasExited, ZombieLimit);
        await _footfall.LocalCluster.RestartAsync(zombie);
    }

    /// <summary>Counts the silos that were declared dead, in Orleans' membership table.</summary>
    private async Task<int> CountDeadAsync()
    {
        IDatabase redis = await _footfall.Queue.DatabaseAsync();
        RedisValue[] rows = await redis.HashValuesAsync("footfall/members/footfall");
        return rows.Count(row => row.ToString().Contains($"\"Status\":{Dead},", StringComparison.Ordinal));
    }
}
