using Footfall.Queue;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Bench;

/// <summary>Keeps so many events waiting, of all sites alike, that every silo always has something to drain.</summary>
internal sealed class Backlog : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _filling;

    private Backlog(string redisConnection, NpgsqlDataSource database, int sites, int size) =>
        _filling = Task.Run(() => FillAsync(redisConnection, database, sites, size));

    public static Backlog Keep(string redisConnection, NpgsqlDataSource database, int sites, int size) => new(redisConnection, database, sites, size);

    /// <summary>Puts no more in, and waits until all of it is stored.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _filling;
        _stopping.Dispose();
    }

    private async Task FillAsync(string redisConnection, NpgsqlDataSource database, int sites, int size)
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(redisConnection));
        var queue = new QueueProducer(redis);
        var events = new QueuedEvents(sites, perEntry: 1, hasIds: false);
        long filled = 0;
        long stored;
        while ((stored = await StoredEvents.CountAsync(database)) < filled || !_stopping.IsCancellationRequested)
        {
            int missing = (int)(size - (filled - stored));
            if (missing > 0 && !_stopping.IsCancellationRequested)
            {
                await events.FillAsync(queue, missing);
                filled += missing;
            }

            await Task.Delay(Interval);
        }
    }
}
