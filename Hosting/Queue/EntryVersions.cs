using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Where silos say which version of the queue's encoding they read, and gateways learn which one they may write: in Redis,
/// so that gateways need no silo for it.
/// </summary>
public sealed class EntryVersions(IConnectionMultiplexer redis, QueueKeys keys)
{
    private static readonly RedisScript Readers = new("readers.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task<EntryVersionSupport> ReadAsync() => RunAsync("", 0);

    /// <summary>Says what a silo reads; good for a minute.</summary>
    /// <param name="silo">Names it, also after a restart.</param>
    /// <param name="version">The highest version.</param>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public Task<EntryVersionSupport> AnnounceAsync(string silo, byte version) => RunAsync(silo, version);

    private async Task<EntryVersionSupport> RunAsync(string silo, byte version)
    {
        var versions = (RedisValue[])(await Readers.RunAsync(_database, [keys.Readers], [silo, (int)version]).ConfigureAwait(false))!;
        return new EntryVersionSupport((byte)(int)versions[0], (byte)(int)versions[1], (byte)(int)versions[2]);
    }
}
