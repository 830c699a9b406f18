using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>PostgreSQL or Redis ends under load and comes back.</summary>
public sealed class ServerOutageTests(DedicatedServersFixture fixture, ITestOutputHelper output) : IClassFixture<DedicatedServersFixture>
{
    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task PostgreSQL_that_crashes_costs_no_event()
    {
        PostgresServer postgres = _footfall.LocalCluster.Postgres!;
        await using Load load = Load.Start(new NumberedEvents("postgres-crash", 40).Endless(), 8, _footfall.Gateway);
        await load.WaitForAcceptedAsync(1_000);
        await using (TableLock halt = await TableLock.AtCopyAsync(_footfall.Store))
        {
            await halt.WaitForCommitWorkersAsync(1);
            await postgres.StopAsync(PostgresStopMode.Immediate);
        }

        // The gateway is unaffected.
        await load.WaitForMoreAcceptedAsync(1_000);
        Assert.Empty(load.Tally.Unconfirmed);
        await postgres.RestartAsync(PostgresStopMode.Immediate);
        TimeSpan recovery = await fixture.MeasureRecoveryAsync("after-postgres", load.Tally);

        Tally tally = await load.StopAsync();
        output.WriteLine($"{tally}; recovered after {recovery.TotalSeconds:0.0} s");
        await ExactCounts.AssertAsync(_footfall, tally);
        Assert.InRange(recovery, TimeSpan.Zero, DedicatedServersFixture.Recovery);
    }

    [Fact]
    public async Task Redis_that_is_killed_costs_no_accepted_event()
    {
        RedisServer redis = _footfall.LocalCluster.Redis!;
        await using Load load = Load.Start(new NumberedEvents("redis-kill", 40).Endless(), 8, _footfall.Gateway);
        await load.WaitForAcceptedAsync(1_000);
        await redis.KillAsync();
        await Eventually.TrueAsync("refusals", () => load.Tally.Unconfirmed.Count > 100);

        await redis.RestartAsync();
        TimeSpan recovery = await fixture.MeasureRecoveryAsync("after-redis", load.Tally);
        await load.WaitForMoreAcceptedAsync(1_000);
        Tally tally = await load.StopAsync();
        output.WriteLine($"{tally}; recovered after {recovery.TotalSeconds:0.0} s");
        await ExactCounts.AssertAsync(_footfall, tally);
        Assert.InRange(recovery, TimeSpan.Zero, DedicatedServersFixture.Recovery);
    }
}
