using System.Diagnostics;
using System.Globalization;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Outages;

/// <summary>While Redis is down, senders get a quick and clear refusal; afterwards everything recovers by itself.</summary>
[Collection(Alone.Name)]
public sealed class RedisAwayTests(DedicatedProcessesFixture fixture, ITestOutputHelper output) : IClassFixture<DedicatedProcessesFixture>
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task A_Redis_that_is_gone_is_answered_503_at_once()
    {
        await _footfall.LocalCluster.Redis!.KillAsync();
        Tally tally = await AssertRefusedAsync("redis-gone");
        await _footfall.LocalCluster.Redis.RestartAsync();
        await AssertRecoveredAsync("after-gone", tally);
    }

    [Fact]
    public async Task A_Redis_that_is_frozen_is_answered_503_in_time_and_in_bounded_memory()
    {
        long before = ResidentBytes();
        _footfall.LocalCluster.Redis!.Freeze();
        Tally tally = await AssertRefusedAsync("redis-frozen");

        // Large events from many senders, far above the gateway's limit (1 MiB here).
        var events = new NumberedEvents("redis-flood", 300);
        IEnumerable<SentEvent> large = events.Take(6_000).Select(sent => sent with { Path = "/" + new string('ü', 999) });
        await Load.SendAsync(large, 256, _footfall.Gateway, into: tally);
        Assert.Empty(tally.Accepted);
        long grown = ResidentBytes() - before;
        output.WriteLine($"{tally}; the gateway grew by {grown / 1_000_000} MB");
        Assert.InRange(grown, long.MinValue, 150_000_000);

        _footfall.LocalCluster.Redis.Thaw();
        await AssertRecoveredAsync("after-frozen", tally);
    }

    private async Task<Tally> AssertRefusedAsync(string site)
    {
        var events = new NumberedEvents(site, 20);
        var tally = new Tally();
        for (int i = 0; i < 4; i++)
        {
            await Task.WhenAll(events.Take(8).Select(async sent =>
            {
                long start = Stopwatch.GetTimestamp();
                GatewayResponse response = await _footfall.Gateway.PostAsync(sent);
                TimeSpan took = Stopwatch.GetElapsedTime(start);
                tally.Add(sent, response);
                JsonError.AssertRefusal(response, 503);
                Assert.Equal("1", response.RetryAfter);
                Assert.InRange(took, TimeSpan.Zero, AnswerLimit);
            }));
        }

        JsonError.AssertRefusal(await _footfall.Gateway.PostAsync("{}"u8.ToArray()), 400);
        GatewayResponse ready = await _footfall.Gateway.GetAsync("/health/ready");
        Assert.Equal(503, ready.Status);
        Assert.Contains("\"redis\":\"Redis does not answer\"", ready.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await _footfall.Gateway.GetAsync("/health/live")).Status);
        return tally;
    }

    private async Task AssertRecoveredAsync(string site, Tally tally)
    {
        TimeSpan recovery = await fixture.MeasureRecoveryAsync(site, tally);
        output.WriteLine($"{tally}; recovered after {recovery.TotalSeconds:0.0} s");
        await ExactCounts.AssertAsync(_footfall, tally);
        Assert.InRange(recovery, TimeSpan.Zero, DedicatedServersFixture.Recovery);
    }

    private long ResidentBytes()
    {
        string line = File.ReadLines($"/proc/{_footfall.LocalCluster.Gateways[0].Id}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
