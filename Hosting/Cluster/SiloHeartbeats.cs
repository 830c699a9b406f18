using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>
/// Records when each silo was last alive, by the clock of Redis, because the machines' clocks differ. Orleans also writes such
/// a time, but by the silo's clock and twice a minute.
/// </summary>
public sealed class SiloHeartbeats(IConnectionMultiplexer redis, QueueKeys keys)
{
    private static readonly RedisScript Heartbeat = new("heartbeat.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Records a silo's heartbeat.</summary>
    /// <returns>The time since each silo's last heartbeat, by the silo's address as printed.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task<IReadOnlyDictionary<string, TimeSpan>> BeatAsync(string silo) => RunAsync([silo]);

    /// <returns>The time since each silo's last heartbeat.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task<IReadOnlyDictionary<string, TimeSpan>> ReadAsync() => RunAsync([""]);

    /// <summary>Removes silos that have ended.</summary>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task RemoveAsync(IEnumerable<string> silos) => RunAsync(["", .. silos.Select(silo => (RedisValue)silo)]);

    private async Task<IReadOnlyDictionary<string, TimeSpan>> RunAsync(RedisValue[] arguments)
    {
        var found = (RedisValue[])(await Heartbeat.RunAsync(_database, [keys.Heartbeats], arguments).ConfigureAwait(false))!;
        return found.Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => TimeSpan.FromMilliseconds((long)pair[1]));
    }
}
