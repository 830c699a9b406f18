using System.Globalization;
using Footfall.Drain;
using Footfall.Queue;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Store;

/// <summary>Loads fencing tokens and checkpoints.</summary>
internal sealed class SiteStates : IAsyncDisposable
{
    private const int Queries = 1;
    private const int SitesPerQuery = 1000;

    private static readonly string ReadSql = SqlText.Load("SiteStates.Read");
    private static readonly string CreateSql = SqlText.Load("SiteStates.Create");

    private readonly Database _database;
    private readonly CommitHealth _commits;
    private readonly BatchLoader<SiteEpoch, SiteState> _loads;

    public SiteStates(Database database, StoreAvailability availability)
    {
        _database = database;
        _commits = availability.Commits;
        _loads = new(LoadAsync, Queries, SitesPerQuery, availability);
    }

    /// <inheritdoc cref="IEventStore.LoadAsync"/>
    public Task<SiteState> LoadAsync(string siteId, string epoch) => _loads.LoadAsync(new SiteEpoch(siteId, epoch));

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    private async Task<SiteState[]> LoadAsync(IReadOnlyList<SiteEpoch> sites)
    {
        try
        {
            return await ReadOrCreateAsync(sites);
        }
        catch (Exception e)
        {
            // A site that is not loaded is not committed.
            _commits.Fail(sites.Select(site => site.SiteId), e);
            throw;
        }
    }

    private async Task<SiteState[]> ReadOrCreateAsync(IReadOnlyList<SiteEpoch> sites)
    {
        var states = new SiteState?[sites.Count];
        if (await ReadAsync(sites, states) is { Length: > 0 } missing)
        {
            await CreateAsync(missing.Select(i => sites[i].SiteId));
            missing = await ReadAsync(sites, states);
            if (missing.Length > 0)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"{missing.Length} sites vanished right after they were created."));
            }
        }

        return states!;
    }

    private async Task CreateAsync(IEnumerable<string> siteIds)
    {
        await using WriteTransaction transaction = await WriteTransaction.OpenAsync(_database, _database.CommitWorkers);
        await using (NpgsqlBatch create = transaction.CreateFirstBatch())
        {
            create.BatchCommands.Add(new NpgsqlBatchCommand(CreateSql) { Parameters = { Texts(siteIds) } });
            await create.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    /// <summary>Fills in the unknown states.</summary>
    /// <returns>Indexes of the sites that the store does not know.</returns>
    private async Task<int[]> ReadAsync(IReadOnlyList<SiteEpoch> sites, SiteState?[] states)
    {
        await using PooledConnection pooled = await _database.CommitWorkers.OpenAsync();
        int[] asked = [.. Enumerable.Range(0, sites.Count).Where(i => states[i] is null)];
        await using NpgsqlBatch read = pooled.CreateStatement(
            ReadSql, Texts(asked.Select(i => sites[i].SiteId)), Texts(asked.Select(i => sites[i].Epoch)));
        await using (NpgsqlDataReader reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var checkpoint = new EntryId((ulong)reader.GetDecimal(2), (ulong)reader.GetDecimal(3));
                states[asked[reader.GetInt64(0)]] = new SiteState(reader.GetGuid(1), checkpoint, reader.GetBoolean(4), ReadErasures(reader));
            }
        }

        return [.. asked.Where(i => states[i] is null)];
    }

    /// <summary>Reads erasures from the sixth column on: visitors, users, and both parts of their last entries.</summary>
    private static ErasureFilter? ReadErasures(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(5))
        {
            return null;
        }

        long?[] visitors = reader.GetFieldValue<long?[]>(5);
        string?[] users = reader.GetFieldValue<string?[]>(6);
        decimal[] ms = reader.GetFieldValue<decimal[]>(7);
        decimal[] seq = reader.GetFieldValue<decimal[]>(8);
        return new ErasureFilter(users.Select((user, i) => (unchecked((ulong?)visitors[i]), user, new EntryId((ulong)ms[i], (ulong)seq[i]))));
    }

    private static NpgsqlParameter Texts(IEnumerable<string> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = values.ToArray() };

    private readonly record struct SiteEpoch(string SiteId, string Epoch);
}
