using Footfall.Drain;
using Footfall.Queue;
using Npgsql;

namespace Footfall.Store;

/// <summary>Loads the event ids that count as seen.</summary>
internal sealed class EventIds : IAsyncDisposable
{
    private const int MaxQueries = 4;

    /// <summary>Few, because a site's ids may take 24 MB, and all sites of a query wait for its end.</summary>
    private const int SitesPerQuery = 16;

    /// <summary>Above the commit workers' own timeout, because this much data may take longer.</summary>
    public const int TimeoutSeconds = 25;

    private static readonly string LoadSql = SqlText.Load("EventIds.Load");

    private readonly Database _database;
    private readonly BatchLoader<SiteWindow, IReadOnlyList<RegisteredIds>> _loads;

    public EventIds(Database database, StoreAvailability availability)
    {
        _database = database;

        // One connection is left for commits and for sites without ids, and one for attribute sets.
        _loads = new(ReadAsync, Math.Clamp(database.CommitWorkers.Size - 2, 1, MaxQueries), SitesPerQuery, availability);
    }

    /// <inheritdoc cref="IEventStore.LoadEventIdsAsync"/>
    public Task<IReadOnlyList<RegisteredIds>> LoadAsync(string siteId, TimeSpan length, int size) =>
        _loads.LoadAsync(new SiteWindow(siteId, length, size));

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    private async Task<IReadOnlyList<RegisteredIds>[]> ReadAsync(IReadOnlyList<SiteWindow> sites)
    {
        await using PooledConnection pooled = await _database.CommitWorkers.OpenAsync();
        await using NpgsqlBatch command = pooled.CreateStatement(
            LoadSql,
            new NpgsqlParameter { Value = sites.Select(site => site.SiteId).ToArray() },
            new NpgsqlParameter { Value = sites.Select(site => (decimal)site.Length.TotalMilliseconds).ToArray() },
            new NpgsqlParameter { Value = sites.Select(site => site.Size).ToArray() });
        command.Timeout = TimeoutSeconds;
        List<RegisteredIds>[] commits = [.. sites.Select(_ => new List<RegisteredIds>())];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var checkpoint = new EntryId((ulong)reader.GetDecimal(1), (ulong)reader.GetDecimal(2));
            commits[reader.GetInt64(0)].Add(RegisteredIds.FromBytes(checkpoint, reader.GetFieldValue<byte[]>(3)));
        }

        return commits;
    }

    private readonly record struct SiteWindow(string SiteId, TimeSpan Length, int Size);
}
