using System.Collections.Immutable;
using Footfall.Queue;
using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.DeadLetters;

/// <inheritdoc cref="IDeadLetterStore"/>
internal sealed class DeadLetterStore(StoreCommands store) : IDeadLetterStore
{
    private static readonly string ListSql = SqlText.Load("DeadLetterStore.List");
    private static readonly string ListAllSql = SqlText.Load("DeadLetterStore.ListAll");
    private static readonly string SearchSql = SqlText.Load("DeadLetterStore.Search");
    private static readonly string CountSql = SqlText.Load("DeadLetterStore.Count");
    private static readonly string FindSql = SqlText.Load("DeadLetterStore.Find");

    public Task<ImmutableArray<StoredDeadLetter>> ListAsync(string siteId, DeadLetterKey? after, int limit) => store.QueryAsync(
        ListSql,
        [
            new() { Value = siteId },
            new() { Value = after is { } key ? key.Epoch : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = (decimal)(after?.Entry.Ms ?? 0) },
            new() { Value = (decimal)(after?.Entry.Seq ?? 0) },
            new() { Value = after?.Index ?? 0 },
            new() { Value = limit },
        ],
        ReadAllAsync);

    public Task<ImmutableArray<StoredDeadLetter>> ListAllAsync(int limit) => store.QueryAsync(ListAllSql, [new() { Value = limit }], ReadAllAsync);

    public Task<ImmutableArray<StoredDeadLetter>> SearchAsync(DeadLetterFilter filter, DeadLetterCursor? after, int limit) => store.QueryAsync(
        SearchSql,
        [
            .. Parameters(filter),
            new() { Value = after is { } place ? place.CreatedAt.ToUniversalTime() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = after?.SiteId ?? "" },
            new() { Value = (decimal)(after?.Key.Entry.Ms ?? 0) },
            new() { Value = (decimal)(after?.Key.Entry.Seq ?? 0) },
            new() { Value = after?.Key.Epoch ?? "" },
            new() { Value = after?.Key.Index ?? 0 },
            new() { Value = limit },
        ],
        ReadAllAsync);

    public Task<long> CountAsync(DeadLetterFilter filter) => store.QueryAsync(CountSql, [.. Parameters(filter)], async reader =>
    {
        await reader.ReadAsync();
        return reader.GetInt64(0);
    });

    public async Task<StoredDeadLetter?> FindAsync(string siteId, DeadLetterKey key)
    {
        ImmutableArray<StoredDeadLetter> found = await store.QueryAsync(
            FindSql,
            [
                new() { Value = siteId },
                new() { Value = key.Epoch },
                new() { Value = (decimal)key.Entry.Ms },
                new() { Value = (decimal)key.Entry.Seq },
                new() { Value = key.Index },
            ],
            ReadAllAsync);
        return found.SingleOrDefault();
    }

    private static NpgsqlParameter[] Parameters(DeadLetterFilter filter) =>
    [
        new() { Value = (object?)filter.SiteId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        new() { Value = filter.Reason is { } reason ? (short)reason : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint },
        new() { Value = (object?)filter.Search ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
    ];

    private static async Task<ImmutableArray<StoredDeadLetter>> ReadAllAsync(NpgsqlDataReader reader)
    {
        ImmutableArray<StoredDeadLetter>.Builder deadLetters = ImmutableArray.CreateBuilder<StoredDeadLetter>();
        while (await reader.ReadAsync())
        {
            deadLetters.Add(new StoredDeadLetter(
                reader.GetString(0),
                new DeadLetterKey(reader.GetString(1), new EntryId((ulong)reader.GetDecimal(2), (ulong)reader.GetDecimal(3)), reader.GetInt32(4)),
                reader.GetInt32(5),
                (DeadLetterReason)reader.GetInt16(6),
                reader.GetString(7),
                reader.GetFieldValue<byte[]>(8),
                reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return deadLetters.DrainToImmutable();
    }
}
