using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Store;

/// <summary>Reads the event ids that count as seen.</summary>
internal sealed class EventIds(StoreQueries store)
{
    private static readonly string LoadSql = SqlText.Load("EventIds.Load");

    /// <inheritdoc cref="IEventStore.LoadEventIdsAsync"/>
    public Task<IReadOnlyList<RegisteredIds>> LoadAsync(string siteId, TimeSpan length, int size) => store.AskAsync<IReadOnlyList<RegisteredIds>>(
        LoadSql,
        [new() { Value = siteId }, new() { Value = (decimal)length.TotalMilliseconds }, new() { Value = size }],
        async reader =>
        {
            var commits = new List<RegisteredIds>();
            while (await reader.ReadAsync())
            {
                var checkpoint = new EntryId((ulong)reader.GetDecimal(0), (ulong)reader.GetDecimal(1));
                commits.Add(RegisteredIds.FromBytes(checkpoint, reader.GetFieldValue<byte[]>(2)));
            }

            return commits;
        });
}
