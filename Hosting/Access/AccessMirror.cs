using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>
/// The copy in Redis of what gateways must know of sites and keys: silos write it, so that gateways need neither silo nor
/// PostgreSQL to check an event. Every method throws <see cref="RedisException"/> or <see cref="TimeoutException"/> while Redis is away.
/// </summary>
public sealed class AccessMirror(IConnectionMultiplexer redis)
{
    private const int FieldsAtATime = 1000;

    private static readonly QueueScript Mirror = new("mirror.lua");
    private static readonly RedisKey[] Keys = [QueueKeys.AccessRows, QueueKeys.AccessVersions, QueueKeys.AccessVersion];

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>All rows up to this version are there; null when there are none.</summary>
    public async Task<long?> ReadVersionAsync() => (long?)await _database.StringGetAsync(QueueKeys.AccessVersion).ConfigureAwait(false);

    /// <param name="rows">Rows to add or replace.</param>
    /// <param name="version">Up to which all are there then.</param>
    public Task WriteAsync(IEnumerable<MirroredRow> rows, long version) =>
        Mirror.RunAsync(_database, Keys, [version, .. rows.SelectMany(row => new RedisValue[] { row.Version, row.Field, row.Json })]);

    public Task ClearAsync() => _database.KeyDeleteAsync(Keys);

    /// <summary>Rows of later versions, in any order.</summary>
    /// <param name="version">What the caller has; 0 for nothing.</param>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadChangesAsync(long version)
    {
        RedisValue[] fields = await _database.SortedSetRangeByScoreAsync(QueueKeys.AccessVersions, version, exclude: Exclude.Start).ConfigureAwait(false);
        var rows = new List<KeyValuePair<string, string>>(fields.Length);
        foreach (RedisValue[] some in fields.Chunk(FieldsAtATime))
        {
            RedisValue[] values = await _database.HashGetAsync(QueueKeys.AccessRows, some).ConfigureAwait(false);
            rows.AddRange(some.Zip(values)
                .Where(row => row.Second.HasValue)
                .Select(row => KeyValuePair.Create((string)row.First!, (string)row.Second!)));
        }

        return rows;
    }
}
