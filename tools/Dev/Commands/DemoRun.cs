using System.Collections.Concurrent;
using System.Diagnostics;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

/// <summary>Posts events of a fresh site to a running gateway, and compares its statistics with what was accepted.</summary>
internal static class DemoRun
{
    /// <summary>How long the statistics may stay unchanged before they count as final.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(10);

    /// <param name="events">All events of one site, which has no others.</param>
    /// <param name="connections">The number of concurrent requests.</param>
    /// <returns>The exit code: 0 when every event was accepted and counted once.</returns>
    public static async Task<int> RunAsync(Uri gateway, IReadOnlyList<SiteEvent> events, int connections)
    {
        using var client = new GatewayClient(gateway);
        string site = events[0].SiteId;
        Console.WriteLine($"site        {site}");
        Console.WriteLine($"sent        {events.Count}");
        var accepted = new ConcurrentBag<SiteEvent>();
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = connections }, async (e, _) =>
        {
            if (await client.PostAsync(e))
            {
                accepted.Add(e);
            }
        });
        double posted = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"accepted    {accepted.Count} in {posted:0.00} s, {accepted.Count / posted:0} a second");

        var expected = SiteStatistics.Of(accepted);
        start = Stopwatch.GetTimestamp();
        SiteStatistics? counted = await ReadUntilAsync(client, site, expected);
        Console.WriteLine($"statistics  {counted?.ToString() ?? "none"}");
        if (!expected.Equals(counted))
        {
            await Console.Error.WriteLineAsync($"They differ from what was accepted: {expected}");
            return 1;
        }

        Console.WriteLine($"They agree, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s after the last event was accepted.");
        if (accepted.Count < events.Count)
        {
            await Console.Error.WriteLineAsync($"{events.Count - accepted.Count} events were not accepted.");
            return 1;
        }

        return 0;
    }

    /// <returns>The statistics once they are the expected ones, or once they have stayed unchanged for long.</returns>
    private static async Task<SiteStatistics?> ReadUntilAsync(GatewayClient client, string site, SiteStatistics expected)
    {
        SiteStatistics? counted = null;
        bool moved = true;
        while (moved && !expected.Equals(counted))
        {
            SiteStatistics? before = counted;
            moved = await Poll.UntilAsync(async _ => !Equals(counted = await client.ReadAsync(site) ?? before, before), RetryTimeout);
        }

        return counted;
    }
}
