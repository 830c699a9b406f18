using System.Collections.Immutable;
using Footfall.Freshness;
using Footfall.Store;
using Npgsql;

namespace Footfall.Ledger;

/// <inheritdoc cref="ILedgerReader"/>
internal sealed class LedgerReader(StoreCommands store) : ILedgerReader
{
    private static readonly string ReadSql = SqlText.Load("LedgerReader.Read");
    private static readonly string ReadAllSql = SqlText.Load("LedgerReader.ReadAll");

    private static readonly StoredCounts Nothing = new(0, ImmutableSortedDictionary<string, long>.Empty, 0, 0, null, 0);

    public Task<(StoredCounts Counts, SitePosition Position)> ReadAsync(string siteId) =>
        store.QueryAsync(ReadSql, [new() { Value = siteId }], async reader =>
            await reader.ReadAsync() ? (ReadCounts(reader, 4) with { PausedAt = ReadTime(reader, 10) }, PositionRow.Read(reader)) : (Nothing, SitePosition.Unknown));

    public Task<StoredCounts> ReadAllAsync() => store.QueryAsync(ReadAllSql, [], async reader =>
    {
        await reader.ReadAsync();
        return ReadCounts(reader, 0);
    });

    /// <summary>Reads stored, duplicates, dead, refused, the time of the last commit and erased, starting at a column.</summary>
    private static StoredCounts ReadCounts(NpgsqlDataReader reader, int column) => new(
        reader.GetInt64(column),
        RefusalJson.Read(reader.GetString(column + 3)),
        reader.GetInt64(column + 1),
        reader.GetInt64(column + 2),
        ReadTime(reader, column + 4),
        reader.GetInt64(column + 5));

    private static DateTimeOffset? ReadTime(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
