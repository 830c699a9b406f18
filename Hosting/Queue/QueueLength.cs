using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>How many entries wait in the whole queue, at the price of 64 small questions; for more see <see cref="BacklogScanner"/>.</summary>
public sealed class QueueLength(IConnectionMultiplexer redis, QueueKeys keys)
{
    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Entries in the streams of all partitions, as the scripts have counted them.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<long> CountEntriesAsync()
    {
        RedisValue[] counts = await Task.WhenAll(Enumerable.Range(0, SitePartition.Count)
            .Select(partition => _database.HashGetAsync(keys.Clock(partition), "entries", CommandFlags.DemandMaster))).ConfigureAwait(false);
        return counts.Sum(count => (long)count);
    }
}
