using System.Collections.Immutable;
using Footfall.Store;
using NpgsqlTypes;

namespace Footfall.Privacy;

/// <inheritdoc cref="IUserEvents"/>
internal sealed class UserEvents(StoreCommands store, TimeProvider timeProvider) : IUserEvents
{
    /// <summary>Most chunks per query: some 16,000 of the site's events. A page begins with one, because events may be large.</summary>
    private const int MaxChunksPerQuery = 16;

    /// <summary>A page ends after this many events, this many characters, or this much time.</summary>
    private const int EnoughEvents = 1_000;

    /// <inheritdoc cref="EnoughEvents"/>
    private const long EnoughText = 1_000_000;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);
    private static readonly string ReadStoredSql = SqlText.Load("UserEvents.ReadStored");
    private static readonly string ReadSql = SqlText.Load("UserEvents.Read");

    public Task<UserEventCursor> BeginAsync(string siteId) => store.QueryAsync(ReadStoredSql, [new() { Value = siteId }], async reader =>
        await reader.ReadAsync()
            ? new UserEventCursor(reader.GetDateTime(0), 0, EventChunk.Of(reader.GetInt64(1)))
            : new UserEventCursor(DateTime.MinValue, 0, 0));

    public async Task<UserEventPage> ReadAsync(string siteId, EventOwner owner, UserEventCursor cursor)
    {
        long start = timeProvider.GetTimestamp();
        ImmutableArray<UserEvent>.Builder events = ImmutableArray.CreateBuilder<UserEvent>();
        int chunk = cursor.NextChunk;
        long text = 0;
        for (int chunks = 1; chunk <= cursor.LastChunk && events.Count < EnoughEvents && text < EnoughText && timeProvider.GetElapsedTime(start) < Enough;)
        {
            text += await ReadAsync(siteId, owner, chunk, chunk + chunks, cursor.Through, events);
            chunk += chunks;
            chunks = Math.Min(2 * chunks, MaxChunksPerQuery);
        }

        return new UserEventPage(events.DrainToImmutable(), chunk <= cursor.LastChunk ? cursor with { NextChunk = chunk } : null);
    }

    /// <returns>The length of the texts that were read.</returns>
    private Task<long> ReadAsync(string siteId, EventOwner owner, int first, int end, DateTime through, ImmutableArray<UserEvent>.Builder events) => store.QueryAsync(
        ReadSql,
        [
            new() { Value = siteId },
            OwnerParameters.UserId(owner),
            new() { Value = first },
            new() { Value = end },
            new() { Value = through, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            OwnerParameters.Visitor(owner),
        ],
        async reader =>
        {
            long text = 0;
            while (await reader.ReadAsync())
            {
                events.Add(new UserEvent(
                    reader.GetFieldValue<DateTimeOffset>(0),
                    reader.GetFieldValue<DateTimeOffset>(1),
                    reader.GetString(2),
                    reader.IsDBNull(3) ? null : reader.GetString(3),
                    StoredAttributesText.Read(reader, 4)));
                text += events[^1].Attributes?.Length ?? 0;
            }

            return text;
        });
}
