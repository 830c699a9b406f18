using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>
/// Browsers repeat a post on their own when a kept-alive connection is cut before the response. A gateway that shuts down must
/// therefore answer every event that it has taken, or an event without an id is counted twice.
/// </summary>
[Trait("Tier", "slow")]
public sealed class KeptConnectionTests(Servers servers, ITestOutputHelper output)
{
    private const int Connections = 24;

    [Fact]
    public async Task Gateway_that_is_stopped_cuts_no_connection_whose_event_it_has_taken()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions());
        using var end = new CancellationTokenSource();
        var events = new NumberedEvents("kept", 20);
        var tally = new Tally();
        Task<int>[] pages = [.. Enumerable.Range(0, Connections).Select(_ => SendAsync(footfall, events, tally, end.Token))];
        for (int stop = 0; stop < 4; stop++)
        {
            int before = tally.Accepted.Count;
            await Eventually.TrueAsync("more is accepted", () => tally.Accepted.Count >= before + 2_500);
            await footfall.LocalCluster.RestartAsync(footfall.LocalCluster.Gateways[0]);
        }

        await end.CancelAsync();
        output.WriteLine($"{tally}; sent again by themselves: {(await Task.WhenAll(pages)).Sum()}");
        Assert.True(tally.Accepted.Count >= 10_000, $"{tally}");
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>It is unknown whether a frozen Redis has the events; their senders get that answer and do not repeat them.</summary>
    [Fact]
    public async Task Gateway_that_is_stopped_while_Redis_is_frozen_answers_before_it_ends()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions());
        var events = new NumberedEvents("kept-frozen", 4);
        var tally = new Tally();
        KeptConnection[] pages = [.. Enumerable.Range(0, Connections).Select(_ => new KeptConnection(footfall.LocalCluster.GatewayAddress))];
        await Task.WhenAll(pages.Select(PostAsync));

        footfall.LocalCluster.Redis!.Freeze();
        Task<GatewayResponse[]> posts = Task.WhenAll(pages.Select(PostAsync));
        await footfall.LocalCluster.Gateways[0].StopAsync();
        footfall.LocalCluster.Redis.Thaw();
        await footfall.LocalCluster.RestartAsync(footfall.LocalCluster.Gateways[0]);
        GatewayResponse[] answers = await posts;
        Array.ForEach(pages, page => page.Dispose());

        output.WriteLine($"{tally}; sent again by themselves: {pages.Sum(page => page.Repeats)}");
        Assert.Contains(answers, response => response.Status == 503);
        await ExactCounts.AssertAsync(footfall, tally);

        async Task<GatewayResponse> PostAsync(KeptConnection page)
        {
            SentEvent sent = events.Next();
            GatewayResponse response = await page.PostAsync(sent.ToJson());
            tally.Add(sent, response);
            return response;
        }
    }

    private static async Task<int> SendAsync(Installation footfall, NumberedEvents events, Tally tally, CancellationToken end)
    {
        using var connection = new KeptConnection(footfall.LocalCluster.GatewayAddress);
        while (!end.IsCancellationRequested)
        {
            SentEvent sent = events.Next();
            tally.Add(sent, await connection.PostAsync(sent.ToJson()));
        }

        return connection.Repeats;
    }
}
