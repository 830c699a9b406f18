using System.Collections.Immutable;
using Footfall.Freshness;
using Footfall.Store;
using Npgsql;

namespace Footfall.Privacy;

/// <inheritdoc cref="IErasureStore"/>
internal sealed class ErasureStore(StoreCommands store, ErasureSignal signal) : IErasureStore
{
    private static readonly string AdvanceFencingTokenSql = SqlText.Load("ErasureStore.AdvanceFencingToken");
    private static readonly string AddSql = SqlText.Load("ErasureStore.Add");
    private static readonly string ListSql = SqlText.Load("ErasureStore.List");
    private static readonly string ReadRetentionSql = SqlText.Load("ErasureStore.ReadRetention");

    public async Task<ErasureView> AddAsync(string siteId, EventOwner? owner, QueueSnapshot snapshot)
    {
        ErasureView erasure = await store.ChangeAsync(transaction => WriteAsync(transaction, siteId, owner, snapshot));
        signal.Set();
        return erasure;
    }

    public Task<ImmutableArray<ErasureView>> ListAsync(string siteId, int limit) => store.QueryAsync(
        ListSql,
        [new() { Value = siteId }, new() { Value = limit }],
        async reader =>
        {
            ImmutableArray<ErasureView>.Builder erasures = ImmutableArray.CreateBuilder<ErasureView>();
            while (await reader.ReadAsync())
            {
                erasures.Add(Read(reader));
            }

            return erasures.DrainToImmutable();
        });

    public Task<RetentionView> ReadRetentionAsync(string siteId) => store.QueryAsync(ReadRetentionSql, [new() { Value = siteId }], async reader =>
    {
        await reader.ReadAsync();
        return new RetentionView(
            reader.IsDBNull(0) ? null : reader.GetInt32(0),
            reader.IsDBNull(1) ? null : reader.GetFieldValue<DateOnly>(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2),
            reader.GetInt64(3));
    });

    private static async Task<ErasureView> WriteAsync(WriteTransaction transaction, string siteId, EventOwner? owner, QueueSnapshot snapshot)
    {
        await using (NpgsqlBatch advance = transaction.CreateFirstBatch())
        {
            advance.BatchCommands.Add(new NpgsqlBatchCommand(AdvanceFencingTokenSql) { Parameters = { new() { Value = siteId } } });
            await advance.ExecuteNonQueryAsync();
        }

        await using var add = new NpgsqlCommand(AddSql, transaction.Connection)
        {
            Parameters =
            {
                new() { Value = siteId },
                new() { Value = Guid.NewGuid() },
                new() { Value = (short)KindOf(owner) },
                OwnerParameters.UserId(owner),
                new() { Value = snapshot.Streams.Select(stream => stream.Epoch).ToArray() },
                new() { Value = snapshot.Streams.Select(stream => (decimal)stream.Last.Ms).ToArray() },
                new() { Value = snapshot.Streams.Select(stream => (decimal)stream.Last.Seq).ToArray() },
                OwnerParameters.Visitor(owner),
            },
        };
        await using NpgsqlDataReader reader = await add.ExecuteReaderAsync();
        await reader.ReadAsync();
        return Read(reader);
    }

    private static ErasureKind KindOf(EventOwner? owner) => owner switch
    {
        null => ErasureKind.Site,
        { UserId: null } => ErasureKind.Visitor,
        _ => ErasureKind.User,
    };

    private static ErasureView Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        (ErasureKind)reader.GetInt16(1),
        reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        (ErasurePhase)reader.GetInt16(4),
        reader.GetInt64(5),
        reader.GetInt64(6),
        reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7));
}
