using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>
/// The copy in Redis of what gateways must know of sites and keys: silos write it, so that gateways need neither silo nor
/// PostgreSQL to check an event. Every method throws <see cref="RedisException"/> or <see cref="TimeoutException"/> while Redis is away.
/// </summary>
/// <remarks>
/// At each moment the rows are those of the mirror's state, or there is no state. A writer names the state that it began from
/// and writes nothing if another one has taken its place. Many rows go and come by thousands, so that none waits long.
/// </remarks>
public sealed class AccessReplica(IConnectionMultiplexer redis, QueueKeys keys)
{
    /// <summary>How many rows one script takes, and so the most that <see cref="ExtendAsync"/> does.</summary>
    public const int RowsAtATime = 1000;

    /// <summary>How far a reader may be behind, or it reads all: by so many states and so many rows.</summary>
    private const int StatesKept = 1000;

    private const int MaxChanges = 10_000;

    /// <summary>How long a copy stays of which no more comes, in seconds.</summary>
    private const int CopyLife = 60;

    private static readonly RedisScript Extend = new("replica-extend.lua");
    private static readonly RedisScript Stage = new("replica-stage.lua");
    private static readonly RedisScript Replace = new("replica-replace.lua");
    private static readonly RedisScript Changes = new("replica-changes.lua");
    private static readonly RedisScript Rows = new("replica-rows.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly RedisKey[] _keys = [keys.AccessRows, keys.AccessVersions, keys.AccessState, keys.AccessStates];
    private readonly RedisKey[] _rowKeys = [keys.AccessRows, keys.AccessVersions, keys.AccessStates];

    /// <summary>Null when nothing is there.</summary>
    public async Task<AccessState?> ReadStateAsync() =>
        AccessState.Parse(await _database.StringGetAsync(keys.AccessState, CommandFlags.DemandMaster).ConfigureAwait(false));

    /// <summary>Adds what changed.</summary>
    /// <param name="before">The state that the changes continue.</param>
    /// <param name="after">The state with them.</param>
    /// <param name="rows">All rows in which it differs.</param>
    /// <returns>False if the mirror is in another state than before; then nothing was written.</returns>
    public async Task<bool> ExtendAsync(AccessState before, AccessState after, IEnumerable<ReplicatedRow> rows) => (bool)await Extend.RunAsync(
        _database, _keys, [before.ToString(), after.ToString(), after.Version, StatesKept, .. rows.SelectMany(Arguments)]).ConfigureAwait(false);

    /// <summary>Replaces all there is; readers see what was before until all is there.</summary>
    /// <param name="before">The state that the mirror was found in; null for none.</param>
    /// <param name="after">The new state.</param>
    /// <param name="rows">All its rows, each once.</param>
    /// <returns>False if the mirror is in another state than before, or Redis lost what was written; then the mirror is as it was.</returns>
    public async Task<bool> ReplaceAsync(AccessState? before, AccessState after, IEnumerable<ReplicatedRow> rows)
    {
        var copy = Guid.NewGuid();
        RedisKey[] copied = [keys.AccessCopyRows(copy), keys.AccessCopyVersions(copy)];
        int count = 0;
        foreach (ReplicatedRow[] some in rows.Chunk(RowsAtATime))
        {
            await Stage.RunAsync(_database, copied, [CopyLife, .. some.SelectMany(Arguments)]).ConfigureAwait(false);
            count += some.Length;
        }

        return (bool)await Replace.RunAsync(
            _database, [.. _keys, .. copied], [before?.ToString() ?? "", after.ToString(), after.Version, count]).ConfigureAwait(false);
    }

    /// <summary>What is known of one key, for a host that keeps no copy of all.</summary>
    /// <param name="hash">SHA-256 of the key.</param>
    /// <returns>Whether the mirror is there, and the key's row; null for none.</returns>
    public async Task<(bool IsRead, string? Json)> FindKeyAsync(byte[] hash)
    {
        string? json = await _database.HashGetAsync(keys.AccessRows, $"k:{Convert.ToHexStringLower(hash)}", CommandFlags.DemandMaster).ConfigureAwait(false);
        return (json is not null || await ReadStateAsync().ConfigureAwait(false) is not null, json);
    }

    /// <summary>Reads what a reader lacks.</summary>
    /// <param name="known">The state that it has; null for none.</param>
    /// <returns>Null when nothing is there, or too much happened meanwhile: the reader keeps what it has, and asks again.</returns>
    public async Task<AccessDelta?> ReadAsync(AccessState? known)
    {
        if (known is { } old && await ReadChangesAsync(old).ConfigureAwait(false) is { } changes)
        {
            return new AccessDelta(changes.State, false, changes.Rows);
        }

        return await ReadStateAsync().ConfigureAwait(false) is { } first ? await ReadWholeAsync(first).ConfigureAwait(false) : null;
    }

    /// <summary>
    /// All rows of the first state that are still unchanged, and what changed since. Whatever came in between, those are
    /// rows of one state, and as many as it has: so they are all.
    /// </summary>
    private async Task<AccessDelta?> ReadWholeAsync(AccessState first)
    {
        RedisValue[] fields = await _database.SortedSetRangeByScoreAsync(
            keys.AccessVersions, stop: first.Version, flags: CommandFlags.DemandMaster).ConfigureAwait(false);
        var rows = new Dictionary<string, string>(fields.Length, StringComparer.Ordinal);
        foreach (RedisValue[] some in fields.Chunk(RowsAtATime))
        {
            RedisResult read = await Rows.RunAsync(_database, _rowKeys, [first.ToString(), first.Version, .. some]).ConfigureAwait(false);
            if (read.IsNull)
            {
                return null;
            }

            Add(rows, (string[])read!);
        }

        if (await ReadChangesAsync(first).ConfigureAwait(false) is not { } changes)
        {
            return null;
        }

        foreach ((string field, string json) in changes.Rows)
        {
            rows[field] = json;
        }

        return rows.Count == changes.Total ? new AccessDelta(changes.State, true, rows) : null;
    }

    /// <summary>Null when the mirror does not continue that state, or is much further.</summary>
    private async Task<(AccessState State, long Total, Dictionary<string, string> Rows)?> ReadChangesAsync(AccessState from)
    {
        RedisResult read = await Changes.RunAsync(_database, _keys, [from.ToString(), from.Version, MaxChanges]).ConfigureAwait(false);
        if (read.IsNull || AccessState.Parse((string?)read[0]) is not { } state)
        {
            return null;
        }

        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(rows, ((string[])read!).AsSpan(2));
        return (state, (long)read[1], rows);
    }

    private static void Add(Dictionary<string, string> rows, ReadOnlySpan<string> fieldsAndValues)
    {
        for (int i = 0; i < fieldsAndValues.Length; i += 2)
        {
            rows[fieldsAndValues[i]] = fieldsAndValues[i + 1];
        }
    }

    private static RedisValue[] Arguments(ReplicatedRow row) => [row.Version, row.Field, row.Json];
}
