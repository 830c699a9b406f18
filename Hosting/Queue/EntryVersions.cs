using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Where silos announce which version of the queue's encoding they can read, and gateways learn which one they may write. Kept in
/// Redis, so that gateways need no silo for it.
/// </summary>
public sealed class EntryVersions(IConnectionMultiplexer redis, QueueKeys keys)
{
    private static readonly RedisScript Readers = new("readers.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task<EntryVersionSupport> ReadAsync() => RunAsync("", 0);

    /// <summary>Announces what a silo can read; valid for a minute.</summary>
    /// <param name="silo">The silo's name, the same after a restart.</param>
    /// <param name="version">The highest version that it can read.</param>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public Task<EntryVersionSupport> AnnounceAsync(string silo, byte version) => RunAsync(silo, version);

    private async Task<EntryVersionSupport> RunAsync(string silo, byte version)
    {
        var versions = (RedisValue[])(await Readers.RunAsync(_database, [keys.Readers], [silo, (int)version]).ConfigureAwait(false))!;
        return new EntryVersionSupport((byte)(int)versions[0], (byte)(int)versions[1], (byte)(int)versions[2]);
    }
}

/// <summary>The versions of the queue's encoding that silos have announced they can read.</summary>
/// <param name="Running">The highest version that all silos of the last minute can read; 0 when there were none.</param>
/// <param name="Known">The highest version that all silos of the last day can read; 0 when there were none.</param>
/// <param name="Newest">The highest version that any of those can read; 0 when there were none.</param>
public readonly record struct EntryVersionSupport(byte Running, byte Known, byte Newest);
