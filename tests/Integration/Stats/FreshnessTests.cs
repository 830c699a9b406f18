using System.Collections.Concurrent;
using System.Diagnostics;
using Footfall.Integration.Stacks;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Stats;

/// <summary>How soon an accepted event is in the statistics, under a steady load.</summary>
[Collection(Alone.Name)]
public sealed class FreshnessTests(Servers servers, ITestOutputHelper output)
{
    private const int EventsPerSecond = 500;
    private const int Rounds = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    /// <summary>A round that a busy machine spoiled is repeated; one good round shows what the system can do.</summary>
    [Fact]
    public async Task An_event_is_in_the_statistics_within_250_ms_of_its_202()
    {
        Installation footfall = await servers.CalmAsync();
        TimeSpan p99 = TimeSpan.MaxValue;
        for (int round = 0; round < Rounds && p99 > Limit; round++)
        {
            var load = new NumberedEvents($"fresh-load-{round}", 50);
            var samples = new ConcurrentBag<TimeSpan>();
            long end = Stopwatch.GetTimestamp() + (long)(Duration.TotalSeconds * Stopwatch.Frequency);
            Task<int> steady = SendSteadilyAsync(footfall.Gateway, load, end);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(sampler => SampleAsync(footfall.Gateway, $"fresh-{round}-{sampler}", samples, end)));
            int sent = await steady;

            TimeSpan[] sorted = [.. samples.Order()];
            p99 = sorted[sorted.Length * 99 / 100];
            output.WriteLine(
                $"{sent / Duration.TotalSeconds:0} events/s, {sorted.Length} samples: p50 {sorted[sorted.Length / 2].TotalMilliseconds:0} ms, "
                + $"p90 {sorted[sorted.Length * 9 / 10].TotalMilliseconds:0} ms, p99 {p99.TotalMilliseconds:0} ms, max {sorted[^1].TotalMilliseconds:0} ms");
            Assert.True(sorted.Length >= 100, $"{sorted.Length} samples only");
        }

        Assert.InRange(p99, TimeSpan.Zero, Limit);
    }

    /// <summary>Posts at a fixed rate, whatever the answers take.</summary>
    private static async Task<int> SendSteadilyAsync(GatewayClient gateway, NumberedEvents events, long end)
    {
        long start = Stopwatch.GetTimestamp();
        var posts = new List<Task<Answer>>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Stopwatch.GetTimestamp() < end && await timer.WaitForNextTickAsync())
        {
            for (int due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * EventsPerSecond); posts.Count < due;)
            {
                posts.Add(gateway.PostAsync(events.Next()));
            }
        }

        Assert.All(await Task.WhenAll(posts), answer => Assert.True(answer.IsAccepted, answer.ToString()));
        return posts.Count;
    }

    /// <summary>Posts one event after the other, and asks for the statistics until each is there.</summary>
    private static async Task SampleAsync(GatewayClient gateway, string site, ConcurrentBag<TimeSpan> samples, long end)
    {
        var events = new NumberedEvents(site, 1);
        for (int views = 1; Stopwatch.GetTimestamp() < end; views++)
        {
            Answer accepted = await gateway.PostAsync(events.Next());
            long start = Stopwatch.GetTimestamp();
            Assert.True(accepted.IsAccepted, accepted.ToString());
            string counted = $"\"total_views\":{views},";
            while (!(await gateway.GetStatsAsync(events.Sites[0])).Body.Contains(counted, StringComparison.Ordinal))
            {
                Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Eventually.Patience);
            }

            samples.Add(Stopwatch.GetElapsedTime(start));
        }
    }
}
