using System.Collections.Frozen;
using System.Globalization;
using Footfall.Redis;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>The Redis hash in which Orleans keeps who belongs to the cluster, read and put back past Orleans.</summary>
/// <remarks>
/// Its layout is that of Microsoft.Orleans.Clustering.Redis 10.4: <c>Version</c>, a decimal, and a row per silo,
/// named as the silo's address prints. Rows go back as the bytes that came.
/// </remarks>
public sealed class MembershipTable(
    IConnectionMultiplexer redis, IOptions<RedisClusteringOptions> membership, IOptions<ClusterOptions> cluster)
{
    private const string Version = "Version";

    private static readonly RedisScript Keep = new("keep-membership.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly RedisKey _key = membership.Value.CreateRedisKey(cluster.Value);

    /// <exception cref="RedisException">Redis is away, or refused.</exception>
    public async Task<MembershipRows> ReadAsync()
    {
        HashEntry[] fields = await _database.HashGetAllAsync(_key, CommandFlags.DemandMaster).ConfigureAwait(false);
        RedisValue version = fields.FirstOrDefault(field => field.Name == Version).Value;
        return new MembershipRows(
            version.HasValue ? (long)version : null,
            fields.Where(field => field.Name != Version).ToFrozenDictionary(field => (string)field.Name!, field => (byte[])field.Value!));
    }

    /// <summary>Puts rows back if the table has none so new; changes nothing otherwise.</summary>
    /// <param name="version">The version at which the rows were true.</param>
    /// <param name="rows">Rows to have.</param>
    /// <param name="gone">Silos to have no row.</param>
    /// <returns>True when the table was behind.</returns>
    /// <exception cref="RedisException">Redis is away, or refused.</exception>
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
