using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>The queue is full across all sites.</summary>
public sealed class FullQueueTests(Servers servers)
{
    [Fact]
    public async Task A_full_queue_refuses_every_site_until_it_is_drained_and_drops_nothing()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Silos = 0,
            Environment = new Dictionary<string, string> { ["Collect__QueuedEntries"] = "5" },
        });
        var events = new NumberedEvents("full", 3);
        var tally = new Tally();
        GatewayResponse refusal = await SendUntilAsync(503);
        Assert.Equal("The queue is at its limit of entries; the event was not taken", JsonError.AssertRefusal(refusal, 503));
        Assert.Equal("1", refusal.RetryAfter);
        Assert.True(tally.Count(202) > 5, $"{tally}");

        await footfall.LocalCluster.AddSiloAsync();
        await SendUntilAsync(202);
        await ExactCounts.AssertAsync(footfall, tally);

        Task<GatewayResponse> SendUntilAsync(int status) => Eventually.GetAsync(
            $"an event is answered {status}",
            async () =>
            {
                SentEvent next = events.Next();
                GatewayResponse response = await footfall.Gateway.PostAsync(next);
                tally.Add(next, response);
                return response;
            },
            response => response.Status == status);
    }
}
