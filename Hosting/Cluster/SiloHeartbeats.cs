using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>
/// When each silo last said that it lives, by the clock of Redis: clocks of machines differ. Orleans writes such a
/// time too, but with the silo's clock and twice a minute.
/// </summary>
public sealed class SiloHeartbeats(IConnectionMultiplexer redis, QueueKeys keys)
{
    private static readonly RedisScript Heartbeat = new("heartbeat.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Says that a silo lives.</summary>
    /// <returns>For how long each silo has not been heard of, by the address as it prints.</returns>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task<IReadOnlyDictionary<string, TimeSpan>> BeatAsync(string silo) => RunAsync([silo]);

    /// <returns>For how long each silo has not been heard of.</returns>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task<IReadOnlyDictionary<string, TimeSpan>> ReadAsync() => RunAsync([""]);

    /// <summary>Forgets silos that have ended.</summary>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task RemoveAsync(IEnumerable<string> silos) => RunAsync(["", .. silos.Select(silo => (RedisValue)silo)]);

    private async Task<IReadOnlyDictionary<string, TimeSpan>> RunAsync(RedisValue[] arguments)
    {
        var found = (RedisValue[])(await Heartbeat.RunAsync(_database, [keys.Heartbeats], arguments).ConfigureAwait(false))!;
        return found.Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => TimeSpan.FromMilliseconds((long)pair[1]));
    }
}
