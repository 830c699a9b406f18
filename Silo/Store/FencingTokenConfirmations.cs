using Npgsql;
using NpgsqlTypes;

namespace Footfall.Store;

/// <summary>
/// Confirms that fencing tokens that were only read are as durable as this silo's own commits. Many sites share one transaction, which
/// costs about as much as one commit.
/// </summary>
/// <remarks>
/// The fencing token is read again in the committing transaction: if another server, which may lack it, took over since it was read,
/// that server's commit would prove nothing about it.
/// </remarks>
internal sealed class FencingTokenConfirmations : IAsyncDisposable
{
    private const int Queries = 1;
    private const int SitesPerQuery = 1000;

    private static readonly string ReadSql = SqlText.Load("FencingTokenConfirmations.Read");

    private readonly Database _database;
    private readonly BatchLoader<SiteFencingToken, bool> _loads;

    public FencingTokenConfirmations(Database database, StoreAvailability availability)
    {
        _database = database;
        _loads = new(ConfirmAsync, Queries, SitesPerQuery, availability);
    }

    /// <inheritdoc cref="Footfall.Drain.IEventStore.ConfirmAsync"/>
    public Task<bool> ConfirmAsync(string siteId, Guid fencingToken) =>
        _database.Durability.IsInDoubt ? Task.FromResult(false) : _loads.LoadAsync(new SiteFencingToken(siteId, fencingToken));

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    private async Task<bool[]> ConfirmAsync(IReadOnlyList<SiteFencingToken> sites)
    {
        var standing = new bool[sites.Count];
        await using WriteTransaction transaction = await WriteTransaction.OpenAsync(_database, _database.CommitWorkers);
        await using (NpgsqlBatch batch = transaction.CreateFirstBatch())
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadSql)
            {
                Parameters =
                {
                    new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = sites.Select(site => site.SiteId).ToArray() },
                    new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = sites.Select(site => site.FencingToken).ToArray() },
                },
            });
            await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync();
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                standing[reader.GetInt64(0)] = true;
            }
        }

        return await transaction.CommitWithMarkAsync() ? standing : new bool[sites.Count];
    }

    private readonly record struct SiteFencingToken(string SiteId, Guid FencingToken);
}
