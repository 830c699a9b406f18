using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Drain;

/// <summary>
/// Two real activations of one site: two clusters unaware of each other, over one queue and one store. Only the fencing token
/// keeps them apart.
/// </summary>
public sealed class TwoActivationsTests(Servers servers)
{
    private const int Rounds = 12;

    [Fact]
    public async Task Of_two_commits_of_the_same_chunk_one_is_refused()
    {
        await using Installation one = await servers.StartAsync(new LocalClusterOptions { Environment = OneCommitWorker("one") });
        await using LocalCluster two = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            Environment = OneCommitWorker("two"),
            Pool = await servers.PoolAsync(),
            RedisConnection = one.LocalCluster.RedisConnection,
            PostgresConnection = one.LocalCluster.PostgresConnection,
        });
        using var gatewayTwo = new GatewayClient(two.GatewayAddress);
        var events = new NumberedEvents("twice", 1);
        var tally = new Tally();
        await PostAsync(tally, events, one.Gateway);
        await ExactCounts.AssertAsync(one, tally);

        for (int round = 0; round < Rounds; round++)
        {
            await using (TableLock halt = await TableLock.AtFencingTokenAsync(one.Store))
            {
                for (int i = 0; i < 5; i++)
                {
                    await PostAsync(tally, events, one.Gateway, gatewayTwo);
                }

                // Each silo has one commit worker: when both wait, both silos have read the same entries under the same fencing token.
                await halt.WaitForCommitWorkersAsync(2, () => one.Queue.MakeDueAsync(events.Sites[0]));
            }

            await ExactCounts.AssertAsync(one, tally);
        }

        string expected = ExpectedStats.Json(events.Sites[0], null, tally.Accepted);
        await Eventually.GetAsync(
            "the other cluster's answer", () => gatewayTwo.GetStatsAsync(events.Sites[0]), response => ExpectedStats.Normalize(response.Body) == expected);
    }

    private static Dictionary<string, string> OneCommitWorker(string membership) => new() { ["Store__CommitWorkers"] = "1", ["Cluster__Membership"] = membership };

    private static async Task PostAsync(Tally tally, NumberedEvents events, params GatewayClient[] gateways)
    {
        foreach (GatewayClient gateway in gateways)
        {
            SentEvent next = events.Next();
            GatewayResponse response = await gateway.PostAsync(next);
            Assert.True(response.IsAccepted, response.ToString());
            tally.Add(next, response);
        }
    }
}
