using Footfall.Store;
using Footfall.Wire;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Days;

/// <summary>Reads events of a site from their rows, in the snapshot of a transaction.</summary>
internal static class StoredEvents
{
    private static readonly string ReadSql = SqlText.Load("StoredEvents.Read");
    private static readonly string ReadSetsSql = SqlText.Load("StoredEvents.ReadSets");

    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="range">Which events.</param>
    /// <param name="cancellation">Cancels the query.</param>
    public static async Task<IReadOnlyList<DayEvent>> ReadAsync(NpgsqlConnection connection, string siteId, EventRange range, CancellationToken cancellation = default)
    {
        List<EventRow> rows = await ReadRowsAsync(connection, siteId, range, cancellation);
        IReadOnlyDictionary<int, string> texts = await ReadSetsAsync(connection, siteId, SetsOf(rows), cancellation);
        var events = new DayEvent[rows.Count];
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = rows[i].With(texts);
        }

        return events;
    }

    private static async Task<List<EventRow>> ReadRowsAsync(NpgsqlConnection connection, string siteId, EventRange range, CancellationToken cancellation)
    {
        // Has no timeout: a day may have any number of events.
        await using var command = new NpgsqlCommand(ReadSql, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = siteId },
                new() { Value = range.FirstChunk },
                Time(range.After),
                Time(range.Through),
                Time(range.Start is { } start ? EventTime.ToDateTime(start) : DateTime.MinValue),
                Time(range.End is { } end ? EventTime.ToDateTime(end) : DateTime.MaxValue),
            },
        };
        var rows = new List<EventRow>();
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new EventRow(
                EventTime.FromDateTime(reader.GetDateTime(0)),
                Value<long>(reader, 1),
                Text(reader, 2),
                reader.GetString(3),
                Text(reader, 4),
                Value<int>(reader, 5),
                Value<int>(reader, 6),
                Value<int>(reader, 7),
                Value<int>(reader, 8),
                Value<int>(reader, 9),
                Value<short>(reader, 10),
                Value<int>(reader, 11),
                Value<long>(reader, 12),
                Text(reader, 13),
                !reader.IsDBNull(14) && reader.GetBoolean(14)));
        }

        return rows;
    }

    private static async Task<IReadOnlyDictionary<int, string>> ReadSetsAsync(
        NpgsqlConnection connection, string siteId, HashSet<int> ids, CancellationToken cancellation)
    {
        var texts = new Dictionary<int, string>(ids.Count);
        if (ids.Count == 0)
        {
            return texts;
        }

        await using var command = new NpgsqlCommand(ReadSetsSql, connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = siteId }, new() { Value = ids.ToArray() } },
        };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            int id = reader.GetInt32(0);
            foreach (string? text in reader.GetFieldValue<string?[]>(1))
            {
                if (text is not null && ids.Contains(id))
                {
                    texts[id] = text;
                }

                id++;
            }
        }

        return texts;
    }

    private static HashSet<int> SetsOf(List<EventRow> rows)
    {
        var ids = new HashSet<int>();
        foreach (EventRow row in rows)
        {
            Add(ids, row.Page);
            Add(ids, row.Origin);
            Add(ids, row.Client);
            Add(ids, row.Props);
        }

        return ids;
    }

    private static void Add(HashSet<int> ids, int? id)
    {
        if (id is { } set)
        {
            ids.Add(set);
        }
    }

    private static T? Value<T>(NpgsqlDataReader reader, int column)
        where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlParameter Time(DateTime time) => new() { Value = time, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}

/// <summary>Events of a site by when they were stored, and by when they happened.</summary>
/// <param name="FirstChunk">A chunk before which no such event is.</param>
/// <param name="After">The commit after which; <see cref="DateTime.MinValue"/> for the first.</param>
/// <param name="Through">The last commit.</param>
/// <param name="Start">The first moment, in microseconds since 1970 UTC; null for any.</param>
/// <param name="End">The moment after the last one; null for any.</param>
internal readonly record struct EventRange(int FirstChunk, DateTime After, DateTime Through, long? Start = null, long? End = null);
