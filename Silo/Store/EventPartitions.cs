using System.Data;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Store;

/// <summary>
/// Creates the monthly partitions of <c>events</c> on their first event, unless another partition already covers the month.
/// </summary>
/// <remarks>
/// Uses CREATE and ATTACH, each waiting at most a second for its lock: PARTITION OF would wait for every open
/// COPY, and queue all writers behind it. Coverage is read from the bounds of the existing partitions, regardless of their creator
/// and names. A default partition covers everything, so then no partition is created: ATTACH would lock and scan
/// all of it.
/// </remarks>
internal sealed class EventPartitions(Database database) : IDisposable
{
    /// <summary>Namespace of the advisory locks that prevent two silos from creating the same month at once.</summary>
    private const int LockClass = 0x666F6F74;

    private static readonly CompositeFormat Create = CompositeFormat.Parse(SqlText.Load("EventPartitions.Create"));
    private static readonly CompositeFormat Attach = CompositeFormat.Parse(SqlText.Load("EventPartitions.Attach"));
    private static readonly string LockSql = SqlText.Load("EventPartitions.Lock");
    private static readonly string FindGaps = SqlText.Load("EventPartitions.FindGaps");
    private static readonly string FindFreeName = SqlText.Load("EventPartitions.FindFreeName");

    /// <summary>Months known to be covered. Replaced as a whole under the gate, read by every commit worker without it.</summary>
    private volatile HashSet<int> _known = [];

    private readonly SemaphoreSlim _gate = new(1);

    /// <param name="months">Months, each as year × 12 + month − 1.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable, or a lock could not be acquired.</exception>
    public async Task EnsureAsync(IEnumerable<int> months, CancellationToken cancellation)
    {
        foreach (int month in months)
        {
            if (_known.Contains(month))
            {
                continue;
            }

            await _gate.WaitAsync(cancellation);
            try
            {
                await EnsureAsync(month, cancellation);
                _known = [.. _known, month];
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    /// <summary>Forgets known months after a row found no partition because one was dropped. The next batch checks again.</summary>
    public void Clear() => _known = [];

    public void Dispose() => _gate.Dispose();

    /// <summary>Returns whether a part of a time range has no partition: no event of it was ever stored, or its month is detached.</summary>
    /// <param name="connection">The connection, of a transaction or not.</param>
    /// <param name="start">Inclusive start, UTC.</param>
    /// <param name="end">Exclusive end, UTC.</param>
    /// <param name="cancellation">Cancels the query.</param>
    public static async Task<bool> HasGapAsync(NpgsqlConnection connection, DateTime start, DateTime end, CancellationToken cancellation)
    {
        var tables = new Queue<TimeSlot>([new TimeSlot(null, start, end)]);
        while (tables.TryDequeue(out TimeSlot slot))
        {
            foreach ((TimeSlot found, bool isGap) in await FindGapsAsync(connection, slot, cancellation))
            {
                if (isGap)
                {
                    return true;
                }

                tables.Enqueue(found);
            }
        }

        return false;
    }

    private async Task EnsureAsync(int month, CancellationToken cancellation)
    {
        var start = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await using WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.CommitWorkers, cancellation);
        NpgsqlConnection connection = transaction.Connection;
        await ExecuteAsync(connection, "SET LOCAL lock_timeout = '1s'", cancellation);
        await using (var take = new NpgsqlCommand(LockSql, connection)
        {
            Parameters = { new() { Value = LockClass }, new() { Value = month } },
        })
        {
            await take.ExecuteNonQueryAsync(cancellation);
        }

        // A separate statement, because it must see what was committed during the wait for the lock.
        var tables = new Queue<TimeSlot>([new TimeSlot(null, start, start.AddMonths(1))]);
        while (tables.TryDequeue(out TimeSlot slot))
        {
            foreach ((TimeSlot found, bool isGap) in await FindGapsAsync(connection, slot, cancellation))
            {
                if (isGap)
                {
                    await CreateAsync(connection, found, cancellation);
                }
                else
                {
                    tables.Enqueue(found);
                }
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <returns>The gaps that no partition of a table covers within a time range, and the partitions that are themselves partitioned by
    /// time.</returns>
    private static async Task<List<(TimeSlot Slot, bool IsGap)>> FindGapsAsync(NpgsqlConnection connection, TimeSlot slot, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(FindGaps, connection)
        {
            Parameters =
            {
                new() { NpgsqlDbType = NpgsqlDbType.Oid, Value = (object?)slot.Table ?? DBNull.Value },
                new() { Value = slot.Start },
                new() { Value = slot.End },
            },
        };
        var found = new List<(TimeSlot, bool)>();
        await using NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((new TimeSlot(reader.GetFieldValue<uint>(0), reader.GetDateTime(1), reader.GetDateTime(2)), reader.GetBoolean(3)));
        }

        return found;
    }

    private static async Task CreateAsync(NpgsqlConnection connection, TimeSlot gap, CancellationToken cancellation)
    {
        string usual = gap.Start.ToString("'events_'yyyy'_'MM", CultureInfo.InvariantCulture);
        string parent, table;
        await using (var find = new NpgsqlCommand(FindFreeName, connection)
        {
            Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Oid, Value = gap.Table }, new() { Value = usual } },
        })
        await using (NpgsqlDataReader reader = await find.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellation))
        {
            await reader.ReadAsync(cancellation);
            (parent, table) = (reader.GetString(0), reader.GetString(1));
        }

        // PostgreSQL returns the names quoted, and the bounds are times; these statements do not accept parameters.
        await ExecuteAsync(connection, string.Format(CultureInfo.InvariantCulture, Create, table, parent), cancellation);
        await ExecuteAsync(connection, string.Format(CultureInfo.InvariantCulture, Attach, parent, table, gap.Start, gap.End), cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A time range in a table partitioned by time.</summary>
    /// <param name="Table">Its OID; null for <c>events</c> itself.</param>
    /// <param name="Start">Inclusive start.</param>
    /// <param name="End">Exclusive end.</param>
    private readonly record struct TimeSlot(uint? Table, DateTime Start, DateTime End);
}
