using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Ledger;

/// <summary>Events repeated under the same id, and the ledger that counts them.</summary>
public sealed class EventIdTests(Servers servers)
{
    private const int Events = 20;

    [Fact]
    public async Task Copies_through_two_gateways_and_across_restarts_are_stored_once_and_the_ledger_balances()
    {
        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions { Gateways = 2, Pool = await servers.PoolAsync() });
        using var second = new GatewayClient(footfall.LocalCluster.Gateways[1].Address);
        var events = new NumberedEvents("ids", 2);
        string site = events.Sites[0];
        SentEvent[] sent = [.. Enumerable.Range(0, Events).Select(number => events.Next(site) with { Id = $"id-{number}" })];
        SentEvent[] elsewhere = [.. Enumerable.Range(0, Events).Select(number => events.Next(events.Sites[1]) with { Id = $"id-{number}" })];

        // Both copies at once, so that they may or may not share a chunk, in either order.
        await Task.WhenAll(AcceptAsync(footfall.Gateway, sent), AcceptAsync(second, sent), AcceptAsync(second, elsewhere));
        await footfall.Queue.WaitUntilEmptyAsync(events.Sites);
        await AssertAsync(footfall, site, new SiteLedger(2 * Events, Events, "{}", Events, 0, 0));
        await AssertAsync(footfall, events.Sites[1], new SiteLedger(Events, Events, "{}", 0, 0, 0));

        HostProcess silo = footfall.LocalCluster.Silos[0];
        await silo.StopAsync();
        await AcceptAsync(second, sent);
        await AssertRefusedAsync(footfall.Gateway, site);
        await footfall.Queue.AddAsync(site, [QueueState.Entry(2, [9, 1, 2, 3])]);
        await footfall.LocalCluster.RestartAsync(silo);
        var full = new SiteLedger((3 * Events) + 3, Events, "{\"invalid\":1}", 2 * Events, 2, 0);
        await AssertAsync(footfall, site, full);

        await footfall.LocalCluster.Redis!.RestartAsync();
        await footfall.LocalCluster.Postgres!.RestartAsync();
        foreach (HostProcess host in footfall.LocalCluster.Silos.Concat(footfall.LocalCluster.Gateways))
        {
            await footfall.LocalCluster.RestartAsync(host);
        }

        await AssertAsync(footfall, site, full);
        await AcceptAsync(footfall.Gateway, sent);
        await AssertAsync(footfall, site, full with { Received = full.Received + Events, Duplicates = full.Duplicates + Events });

        var tally = new Tally();
        Array.ForEach([.. sent, .. elsewhere], each => tally.Add(each, new GatewayResponse(202, "")));
        await ExactCounts.AssertAsync(footfall, tally);
    }

    private static Task<GatewayResponse[]> AcceptAsync(GatewayClient gateway, SentEvent[] events) => Task.WhenAll(events.Select(async sent =>
        await Eventually.GetAsync("the event is accepted", () => gateway.PostAsync(sent), answer => answer.IsAccepted)));

    private static async Task AssertRefusedAsync(GatewayClient gateway, string site) =>
        Assert.Equal(400, (await gateway.PostAsync(new SentEvent(site, "", "/", null, DateTimeOffset.UtcNow))).Status);

    private static Task<SiteLedger> AssertAsync(Installation footfall, string site, SiteLedger expected) =>
        Eventually.GetAsync($"{expected}", () => SiteLedger.GetAsync(footfall.Gateway, site), ledger => ledger == expected);
}
