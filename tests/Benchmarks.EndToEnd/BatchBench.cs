using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>500 events per post; the ceiling is the same events, as packed by the gateway, through XADD alone.</summary>
internal static class BatchBench
{
    private const int EventsPerPost = 500;
    private const int Connections = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 0 });
        var options = new LoadOptions { Url = cluster.GatewayAddress, Length = WarmUp, Batch = EventsPerPost, Connections = Connections };
        await new LoadRun(options).RunAsync();
        LoadResult batch = await new LoadRun(options with { Length = Length }).RunAsync();
        Figures.Log($"{batch}");

        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(cluster.RedisConnection));
        IDatabase database = redis.GetDatabase();
        (RedisKey Key, NameValueEntry[] Fields, int Events)[] entries = await ReadEntriesAsync(redis, database);
        await redis.GetServers()[0].ExecuteAsync("FLUSHALL");
        double ceiling = await MeasureXaddAsync(database, entries);
        Figures.Print("batch", batch.Rate, "events/s");
        Figures.Print("batch_p99", batch.Percentile(99), "ms");
        Figures.Print("xadd", ceiling, "events/s");
        Figures.PrintRatio(batch.Rate, ceiling);
    }

    /// <summary>Reads the entries that the run has left in Redis, up to some 500,000 events.</summary>
    private static async Task<(RedisKey, NameValueEntry[], int)[]> ReadEntriesAsync(ConnectionMultiplexer redis, IDatabase database)
    {
        const int MaxSent = 500_000;
        var entries = new List<(RedisKey, NameValueEntry[], int)>();
        int events = 0;
        for (int partition = 0; partition < SitePartition.Count; partition++)
        {
            await foreach (RedisKey key in redis.GetServers()[0].KeysAsync(pattern: QueueKeys.Default.StreamPattern(partition)))
            {
                foreach (StreamEntry entry in await database.StreamRangeAsync(key, count: 200))
                {
                    entries.Add((key, entry.Values, (int)entry[QueueKeys.CountField]));
                    events += entries[^1].Item3;
                }

                if (events >= MaxSent)
                {
                    return [.. entries];
                }
            }
        }

        return [.. entries];
    }

    private static async Task<double> MeasureXaddAsync(IDatabase database, (RedisKey Key, NameValueEntry[] Fields, int Events)[] entries)
    {
        const int InFlight = 256;
        long start = Stopwatch.GetTimestamp();
        foreach ((RedisKey Key, NameValueEntry[] Fields, int Events)[] chunk in entries.Chunk(InFlight))
        {
            await Task.WhenAll(chunk.Select(entry => database.StreamAddAsync(entry.Key, entry.Fields)));
        }

        return entries.Sum(entry => entry.Events) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
