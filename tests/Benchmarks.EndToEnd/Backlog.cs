using Footfall.Queue;
using Footfall.Redis;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Keeps enough events of each site queued that every drain finds a full chunk.</summary>
internal sealed class Backlog : IAsyncDisposable
{
    /// <summary>Padding that makes chunks of 50 events with the smallest <c>Drain:ChunkBytes</c>.</summary>
    private const int Padding = 950;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _filling;

    private Backlog(string redisConnection, NpgsqlDataSource database, int sites, int perSite) =>
        _filling = Task.Run(() => FillAsync(redisConnection, database, sites, perSite));

    /// <summary>Starts filling the queue; the tables must exist.</summary>
    public static Backlog Keep(string redisConnection, NpgsqlDataSource database, int sites, int perSite) => new(redisConnection, database, sites, perSite);

    /// <summary>Stops filling the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _filling;
        _stopping.Dispose();
    }

    private async Task FillAsync(string redisConnection, NpgsqlDataSource database, int sites, int perSite)
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(redisConnection));
        var queue = new QueueProducer(redis, QueueKeys.Default);
        var events = new QueuedEvents(sites, perEntry: 1, hasIds: false, Padding);
        long[] filled = new long[sites];
        while (!_stopping.IsCancellationRequested)
        {
            Dictionary<string, long> stored = await StoredEvents.CountBySiteAsync(database);
            await events.FillAsync(queue, Enumerable.Range(0, sites).SelectMany(site =>
            {
                int missing = (int)(perSite - (filled[site] - stored.GetValueOrDefault(QueuedEvents.Site(site))));
                filled[site] += missing;
                return Enumerable.Repeat(site, missing);
            }));
            await Task.Delay(Interval);
        }
    }
}
