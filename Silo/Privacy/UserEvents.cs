using System.Collections.Immutable;
using Footfall.Store;
using NpgsqlTypes;

namespace Footfall.Privacy;

/// <inheritdoc cref="IUserEvents"/>
internal sealed class UserEvents(StoreCommands store, TimeProvider timeProvider) : IUserEvents
{
    /// <summary>Chunks per query: some 16,000 of the site's events.</summary>
    private const int ChunksPerQuery = 16;

    /// <summary>A page ends after this many events, or this much time.</summary>
    private const int EnoughEvents = 1_000;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);
    private static readonly string ReadStoredSql = SqlText.Load("UserEvents.ReadStored");
    private static readonly string ReadSql = SqlText.Load("UserEvents.Read");

    public Task<UserEventCursor> BeginAsync(string siteId) => store.QueryAsync(ReadStoredSql, [new() { Value = siteId }], async reader =>
        await reader.ReadAsync()
            ? new UserEventCursor(reader.GetDateTime(0), 0, EventChunk.Of(reader.GetInt64(1)))
            : new UserEventCursor(DateTime.MinValue, 0, 0));

    public async Task<UserEventPage> ReadAsync(string siteId, string userId, UserEventCursor cursor)
    {
        long start = timeProvider.GetTimestamp();
        ImmutableArray<UserEvent>.Builder events = ImmutableArray.CreateBuilder<UserEvent>();
        int chunk = cursor.NextChunk;
        do
        {
            await ReadAsync(siteId, userId, cursor with { NextChunk = chunk }, events);
            chunk += ChunksPerQuery;
        }
        while (chunk <= cursor.LastChunk && events.Count < EnoughEvents && timeProvider.GetElapsedTime(start) < Enough);

        return new UserEventPage(events.DrainToImmutable(), chunk <= cursor.LastChunk ? cursor with { NextChunk = chunk } : null);
    }

    private Task<bool> ReadAsync(string siteId, string userId, UserEventCursor cursor, ImmutableArray<UserEvent>.Builder events) => store.QueryAsync(
        ReadSql,
        [
            new() { Value = siteId },
            new() { Value = userId },
            new() { Value = cursor.NextChunk },
            new() { Value = cursor.NextChunk + ChunksPerQuery },
            new() { Value = cursor.Through, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        ],
        async reader =>
        {
            while (await reader.ReadAsync())
            {
                events.Add(new UserEvent(
                    reader.GetFieldValue<DateTimeOffset>(0),
                    reader.GetFieldValue<DateTimeOffset>(1),
                    reader.GetString(2),
                    reader.IsDBNull(3) ? null : reader.GetString(3)));
            }

            return true;
        });
}
