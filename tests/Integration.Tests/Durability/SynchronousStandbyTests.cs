using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Durability;

/// <summary>
/// PostgreSQL loses its synchronous standby, which later takes over: what was committed without the standby is gone, but was kept in
/// the queue.
/// </summary>
[Collection(Alone.Name)]
public sealed class SynchronousStandbyTests(ITestOutputHelper output)
{
    private const int EventsPerSecond = 500;
    private const string Recovery = "commits are confirmed again";

    [Theory]
    [Trait("Tier", "slow")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Standby_that_was_lost_and_takes_over_costs_no_event(int silos)
    {
        await using PostgresPair postgres = await PostgresPair.StartAsync(new PostgresServerOptions(), "footfall");
        await using var relay = new PostgresRelay(postgres.Primary.Port);
        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions
        {
            Silos = silos,
            PostgresConnection = $"postgresql://postgres@127.0.0.1:{relay.Port}/footfall",
        });
        HostProcess silo = footfall.LocalCluster.Silos[0];
        await using PacedLoad load = PacedLoad.Start(new NumberedEvents("standby", 40), EventsPerSecond, footfall.Gateway);
        await load.WaitForMoreAcceptedAsync(3_000);
        await Eventually.TrueAsync("events are stored", async () => await CountAsync(postgres.Primary) >= 1_000);

        await postgres.Standby!.StopAsync();
        await Eventually.TrueAsync("the silo says that commits are not durable", async () => (await HealthAsync(silo)).Body.Contains("without its synchronous standby", StringComparison.Ordinal));
        Assert.Equal(503, (await HealthAsync(silo)).Status);
        await load.WaitForMoreAcceptedAsync(6_000);
        long here = await CountAsync(postgres.Primary);

        await postgres.FailOverAsync();
        long there = await CountAsync(postgres.Primary);
        relay.Target = postgres.Primary.Port;
        await postgres.AddStandbyAsync();
        footfall.Store.Database.Clear();
        await load.WaitForMoreAcceptedAsync(3_000);
        Tally tally = await load.StopAsync();

        output.WriteLine($"{tally}; {here - there} rows were lost with the primary, of {here}");
        Assert.True(tally.Accepted.Count >= 10_000);
        Assert.True(here > there, "nothing was at stake");
        await ExactCounts.AssertAsync(footfall, tally);
        await Eventually.TrueAsync("the silo is ready", async () => (await HealthAsync(silo)).Status == 200);

        // One line at the beginning, at most one a minute, and one at the end; no alarm about commits missing from PostgreSQL.
        Assert.InRange(Count(silo, "without its synchronous standby"), 1, 3);
        Assert.Equal(1, Count(silo, Recovery));
        Assert.Equal(0, Count(silo, "lacks commits"));
    }

    [Fact]
    [Trait("Tier", "slow")]
    public async Task Standby_that_comes_back_has_everything_stored_at_once()
    {
        await using PostgresPair postgres = await PostgresPair.StartAsync(new PostgresServerOptions(), "footfall");
        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions { PostgresConnection = postgres.Primary.ConnectionString("footfall") });
        HostProcess silo = footfall.LocalCluster.Silos[0];
        await using PacedLoad load = PacedLoad.Start(new NumberedEvents("standby", 40), EventsPerSecond, footfall.Gateway);
        await load.WaitForMoreAcceptedAsync(2_000);

        await postgres.Standby!.StopAsync();
        await Eventually.TrueAsync("the silo says that commits are not durable", () => Count(silo, "without its synchronous standby") > 0);
        await load.WaitForMoreAcceptedAsync(2_000);
        await postgres.RestartStandbyAsync();
        await Eventually.TrueAsync("the silo goes on", () => Count(silo, Recovery) == 1, TimeSpan.FromSeconds(5));
        Tally tally = await load.StopAsync();

        output.WriteLine($"{tally}");
        await ExactCounts.AssertAsync(footfall, tally);
    }

    private static async Task<GatewayResponse> HealthAsync(HostProcess silo)
    {
        using var client = new GatewayClient(silo.Address);
        return await client.GetAsync("/health/ready");
    }

    private static async Task<long> CountAsync(PostgresServer postgres)
    {
        await using var store = new StoredEvents(postgres.ConnectionString("footfall"));
        return await store.ScalarAsync<long>("SELECT count(*) FROM events");
    }

    private static int Count(HostProcess silo, string text) => silo.Output.Split(text).Length - 1;
}
