using Footfall.Drain;
using Npgsql;

namespace Footfall.Store;

/// <summary>Loads the attribute sets that sites use.</summary>
internal sealed class EventAttributes : IAsyncDisposable
{
    /// <summary>One at a time: the ids of <see cref="EventIds"/> may be loaded meanwhile, and a connection is left for commits.</summary>
    private const int Queries = 1;

    /// <summary>Few, because a site's sets may take some megabytes, and all sites of a query wait for its end.</summary>
    private const int SitesPerQuery = 16;

    private static readonly string LoadSql = SqlText.Load("EventAttributes.Load");

    private readonly Database _database;
    private readonly BatchLoader<SiteSets, StoredAttributes> _loads;

    public EventAttributes(Database database, StoreAvailability availability)
    {
        _database = database;
        _loads = new(ReadAsync, Queries, SitesPerQuery, availability);
    }

    /// <inheritdoc cref="IEventStore.LoadAttributesAsync"/>
    public Task<StoredAttributes> LoadAsync(string siteId, int size) => _loads.LoadAsync(new SiteSets(siteId, size));

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    private async Task<StoredAttributes[]> ReadAsync(IReadOnlyList<SiteSets> sites)
    {
        await using PooledConnection pooled = await _database.CommitWorkers.OpenAsync();
        await using NpgsqlBatch command = pooled.CreateStatement(
            LoadSql,
            new NpgsqlParameter { Value = sites.Select(site => site.SiteId).ToArray() },
            new NpgsqlParameter { Value = sites.Select(site => site.Size).ToArray() });
        command.Timeout = EventIds.TimeoutSeconds;
        int[] next = new int[sites.Count];
        List<AttributeRange>[] latest = [.. sites.Select(_ => new List<AttributeRange>())];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            long site = reader.GetInt64(0);
            next[site] = reader.GetInt32(1);
            if (!reader.IsDBNull(2))
            {
                latest[site].Add(new AttributeRange(reader.GetInt32(2), reader.GetFieldValue<string?[]>(3)));
            }
        }

        return [.. sites.Select((_, i) => new StoredAttributes(next[i], latest[i]))];
    }

    private readonly record struct SiteSets(string SiteId, int Size);
}
