using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>Counts the entries of the whole queue, at the cost of 64 small commands; for more see <see cref="BacklogScanner"/>.</summary>
public sealed class QueueLength(IConnectionMultiplexer redis, QueueKeys keys)
{
    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Returns the number of entries in all partitions' streams, as counted by the scripts.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<long> CountEntriesAsync()
    {
        RedisValue[] counts = await Task.WhenAll(Enumerable.Range(0, SitePartition.Count)
            .Select(partition => _database.HashGetAsync(keys.Clock(partition), "entries", CommandFlags.DemandMaster))).ConfigureAwait(false);
        return counts.Sum(count => (long)count);
    }
}
