using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>Requests that wait for everything accepted before them.</summary>
public sealed class WaitTests(DedicatedServersFixture fixture) : IClassFixture<DedicatedServersFixture>
{
    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task An_answer_that_was_waited_for_has_every_event_accepted_before()
    {
        var events = new NumberedEvents("waited", 1);
        await KnowSilosAsync();
        for (int round = 1; round <= 10; round++)
        {
            Tally tally = await Load.SendAsync(events.Take(50), 25, _footfall.Gateway);
            Assert.Equal(50, tally.Accepted.Count);
            DateTimeOffset before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
            GatewayResponse response = await AskAsync(events.Sites[0], "30s");
            Assert.True(response.Status == 200, $"{response}");
            Assert.Contains($"\"total_views\":{50 * round},", response.Body, StringComparison.Ordinal);
            Assert.Equal("0", response.Queued);
            Assert.InRange(AsOf(response), before, DateTimeOffset.UtcNow);
        }
    }

    [Fact]
    public async Task A_wait_in_vain_tells_how_far_it_got()
    {
        var events = new NumberedEvents("in-vain", 1);
        string site = events.Sites[0];
        await KnowSilosAsync();
        Assert.True((await _footfall.Gateway.PostAsync(events.Next())).IsAccepted);
        Assert.Equal(200, (await AskAsync(site, "30s")).Status);

        DateTimeOffset stored = DateTimeOffset.UtcNow;
        await using (TableLock halt = await TableLock.AtCopyAsync(_footfall.Store))
        {
            Assert.Equal(2, (await Load.SendAsync(events.Take(2), 1, _footfall.Gateway)).Accepted.Count);
            AssertNotYet(await AskAsync(site, "300ms"), stored, "2");
        }

        Assert.Equal(200, (await AskAsync(site, "30s")).Status);
        await _footfall.Queue.WaitUntilEmptyAsync([site]);
        await _footfall.LocalCluster.Postgres!.StopAsync(PostgresStopMode.Immediate);
        stored = DateTimeOffset.UtcNow;
        Assert.Equal(3, (await Load.SendAsync(events.Take(3), 1, _footfall.Gateway)).Accepted.Count);
        AssertNotYet(await AskAsync(site, "300ms"), stored, "3");

        await _footfall.LocalCluster.Postgres.RestartAsync();
        GatewayResponse response = await AskAsync(site, "30s");
        Assert.Contains("\"total_views\":6,", response.Body, StringComparison.Ordinal);
    }

    /// <summary>Waits for the silos, because a gateway accepts events before it knows them.</summary>
    private Task KnowSilosAsync() => Eventually.TrueAsync(
        "statistics are answered", async () => (await _footfall.Gateway.GetStatsAsync("known")).Status == 200);

    /// <summary>Asserts that everything accepted before is included, and the queued events are not.</summary>
    private static void AssertNotYet(GatewayResponse response, DateTimeOffset stored, string queued)
    {
        Assert.Equal(503, response.Status);
        Assert.Contains($"{queued} events wait in the queue", response.Body, StringComparison.Ordinal);
        Assert.Equal(queued, response.Queued);
        Assert.InRange(AsOf(response), stored.AddMilliseconds(-2), DateTimeOffset.UtcNow);
    }

    private Task<GatewayResponse> AskAsync(string site, string wait) => _footfall.Gateway.GetAsync($"/api/stats?site_id={site}&wait={wait}");

    private static DateTimeOffset AsOf(GatewayResponse response) => DateTimeOffset.Parse(response.AsOf!, CultureInfo.InvariantCulture);
}
