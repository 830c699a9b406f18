using System.Collections.Frozen;
using System.Globalization;
using Footfall.Redis;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>Reads and restores, bypassing Orleans, the Redis hash in which Orleans keeps cluster membership.</summary>
/// <remarks>
/// The layout is that of Microsoft.Orleans.Clustering.Redis 10.4: <c>Version</c>, a decimal, and a row per silo,
/// named by the silo's address as printed. Rows are restored byte for byte.
/// </remarks>
public sealed class MembershipTable(
    IConnectionMultiplexer redis, IOptions<RedisClusteringOptions> membership, IOptions<ClusterOptions> cluster)
{
    private const string Version = "Version";

    private static readonly RedisScript Keep = new("keep-membership.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly RedisKey _key = membership.Value.CreateRedisKey(cluster.Value);

    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<MembershipRows> ReadAsync()
    {
        HashEntry[] fields = await _database.HashGetAllAsync(_key, CommandFlags.DemandMaster).ConfigureAwait(false);
        RedisValue version = fields.FirstOrDefault(field => field.Name == Version).Value;
        return new MembershipRows(
            version.HasValue ? (long)version : null,
            fields.Where(field => field.Name != Version).ToFrozenDictionary(field => (string)field.Name!, field => (byte[])field.Value!));
    }

    /// <summary>Restores rows unless the table is newer; then it changes nothing.</summary>
    /// <param name="version">The version that the rows belong to.</param>
    /// <param name="rows">The rows to write.</param>
    /// <param name="gone">The silos whose rows to remove.</param>
    /// <returns>True when the table was behind.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<bool> PutBackAsync(long version, IReadOnlyCollection<KeyValuePair<string, byte[]>> rows, IReadOnlyCollection<string> gone)
    {
        RedisResult wasBehind = await Keep.RunAsync(
            _database,
            [_key],
            [
                version.ToString(CultureInfo.InvariantCulture),
                gone.Count,
                .. gone.Select(silo => (RedisValue)silo),
                .. rows.SelectMany(row => new RedisValue[] { row.Key, row.Value }),
            ]).ConfigureAwait(false);
        return (bool)wasBehind;
    }
}

/// <summary>The membership table as of one moment.</summary>
/// <param name="Version">Incremented with each change; null when there is no table.</param>
/// <param name="Silos">One row per silo, by its address. The content of a row is Orleans's own.</param>
public sealed record MembershipRows(long? Version, FrozenDictionary<string, byte[]> Silos);
