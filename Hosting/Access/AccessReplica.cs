using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Access;

/// <summary>
/// The replica in Redis of what gateways need to know about sites and keys. Silos write it, so that gateways need neither a silo nor
/// PostgreSQL to check an event. Every method throws <see cref="RedisException"/> or <see cref="TimeoutException"/> while Redis is away.
/// </summary>
/// <remarks>
/// At any moment the rows are those of the replica's state, or there is no state. A writer names the state that it started from
/// and writes nothing if another one has replaced it. Large sets are transferred in thousands, so that no caller waits long.
/// </remarks>
public sealed class AccessReplica(IConnectionMultiplexer redis, QueueKeys keys)
{
    /// <summary>The number of rows that one script takes, and so the limit of one <see cref="ExtendAsync"/> call.</summary>
    public const int RowsAtATime = 1000;

    /// <summary>How many states and rows a reader may be behind before it reads everything again.</summary>
    private const int StatesKept = 1000;

    private const int MaxChanges = 10_000;

    /// <summary>Lifetime of a copy that receives no further rows, in seconds.</summary>
    private const int CopyLife = 60;

    private static readonly RedisScript Extend = new("replica-extend.lua");
    private static readonly RedisScript Stage = new("replica-stage.lua");
    private static readonly RedisScript Replace = new("replica-replace.lua");
    private static readonly RedisScript Changes = new("replica-changes.lua");
    private static readonly RedisScript Rows = new("replica-rows.lua");

    private readonly IDatabase _database = redis.GetDatabase();
    private readonly RedisKey[] _keys = [keys.AccessRows, keys.AccessVersions, keys.AccessState, keys.AccessStates];
    private readonly RedisKey[] _rowKeys = [keys.AccessRows, keys.AccessVersions, keys.AccessStates];

    /// <summary>Reads the replica's state; null when there is none.</summary>
    public async Task<AccessState?> ReadStateAsync() =>
        AccessState.Parse(await _database.StringGetAsync(keys.AccessState, CommandFlags.DemandMaster).ConfigureAwait(false));

    /// <summary>Adds changed rows.</summary>
    /// <param name="before">The state that the changes continue.</param>
    /// <param name="after">The state after the changes.</param>
    /// <param name="rows">All rows that differ between the two.</param>
    /// <returns>False if the replica is not in the state <paramref name="before"/>; nothing is written then.</returns>
    public async Task<bool> ExtendAsync(AccessState before, AccessState after, IEnumerable<ReplicatedRow> rows) => (bool)await Extend.RunAsync(
        _database, _keys, [before.ToString(), after.ToString(), after.Version, StatesKept, .. rows.SelectMany(Arguments)]).ConfigureAwait(false);

    /// <summary>Replaces all rows; readers see the former ones until the new ones are complete.</summary>
    /// <param name="before">The state that the replica was found in; null for none.</param>
    /// <param name="after">The new state.</param>
    /// <param name="rows">All its rows, each once.</param>
    /// <returns>False if the replica is not in the state before, or Redis lost what was written; the replica is unchanged then.</returns>
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

    /// <summary>Reads one key's row, for a host that keeps no copy of all rows.</summary>
    /// <param name="hash">SHA-256 of the key.</param>
    /// <returns>Whether the replica exists, and the key's row; null for none.</returns>
    public async Task<(bool IsRead, string? Json)> FindKeyAsync(byte[] hash)
    {
        string? json = await _database.HashGetAsync(keys.AccessRows, $"k:{Convert.ToHexStringLower(hash)}", CommandFlags.DemandMaster).ConfigureAwait(false);
        return (json is not null || await ReadStateAsync().ConfigureAwait(false) is not null, json);
    }

    /// <summary>Reads the rows that a reader lacks.</summary>
    /// <param name="known">The state that it has; null for none.</param>
    /// <returns>Null when there is no replica, or too much changed meanwhile: the reader keeps its rows and tries again.</returns>
    public async Task<AccessDelta?> ReadAsync(AccessState? known)
    {
        if (known is { } old && await ReadChangesAsync(old).ConfigureAwait(false) is { } changes)
        {
            return new AccessDelta(changes.State, false, changes.Rows);
        }

        return await ReadStateAsync().ConfigureAwait(false) is { } first ? await ReadWholeAsync(first).ConfigureAwait(false) : null;
    }

    /// <summary>
    /// Reads all rows of the first state that are still unchanged, and the changes since. Whatever came in between, these are
    /// rows of one state, and as many as that state has, so they are complete.
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

    /// <summary>Reads the changes since a state; null when the replica does not continue it, or is too far ahead.</summary>
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

/// <summary>The result of reading the replica: combined with the reader's rows, exactly the rows of one state.</summary>
/// <param name="State">The state that the rows lead to.</param>
/// <param name="IsWhole">Whether the rows are the full set rather than changes.</param>
/// <param name="Rows">Fields and values, in any order.</param>
public sealed record AccessDelta(AccessState State, bool IsWhole, IReadOnlyCollection<KeyValuePair<string, string>> Rows);

/// <summary>One site or key in the form that gateways read.</summary>
/// <param name="Version">The change's version.</param>
/// <param name="Field"><c>s:</c> and a site id, or <c>k:</c> and a key's SHA-256 in hexadecimal.</param>
/// <param name="Json">The row's content.</param>
public readonly record struct ReplicatedRow(long Version, string Field, string Json);
