using Footfall.Drain;
using Footfall.Queue;
using Npgsql;

namespace Footfall.Store;

/// <summary>Reads the event ids that count as seen.</summary>
internal sealed class EventIds(Database database, StoreAvailability availability)
{
    private static readonly string LoadSql = SqlText.Load("EventIds.Load");

    /// <inheritdoc cref="IEventStore.LoadEventIdsAsync"/>
    public async Task<IReadOnlyList<RegisteredIds>> LoadAsync(string siteId, TimeSpan length, int size)
    {
        try
        {
            await using NpgsqlCommand command = database.Queries.CreateCommand(LoadSql);
            command.Parameters.Add(new NpgsqlParameter { Value = siteId });
            command.Parameters.Add(new NpgsqlParameter { Value = (decimal)length.TotalMilliseconds });
            command.Parameters.Add(new NpgsqlParameter { Value = size });
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            var commits = new List<RegisteredIds>();
            while (await reader.ReadAsync())
            {
                var checkpoint = new EntryId((ulong)reader.GetDecimal(0), (ulong)reader.GetDecimal(1));
                commits.Add(RegisteredIds.FromBytes(checkpoint, await reader.GetFieldValueAsync<byte[]>(2)));
            }

            return commits;
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
            throw new StoreUnavailableException("The site's event ids could not be read.", e);
        }
    }
}
