using Footfall.Calendar;
using Footfall.Store;
using Footfall.Wire;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Privacy;

/// <summary>
/// One step of an erasure: a transaction that locks the erasure, so that no other silo works on it, and the site's roll-ups as far as
/// it changes them. After each step, statistics match the roll-ups and the remaining events. Disposing without a commit rolls back.
/// </summary>
/// <remarks>
/// Locks are taken in one order: erasure, roll-ups, segments, site. The site's row, which every commit of the site needs, is locked only where
/// dead letters are removed and at the end of an erasure, right before the transaction ends.
/// </remarks>
internal sealed class ErasureStep : IAsyncDisposable
{
    private static readonly string TakeSql = SqlText.Load("ErasureStep.Lease");
    private static readonly string RestartSumsSql = SqlText.Load("ErasureStep.RestartRollUps");
    private static readonly string RemoveEventsSql = SqlText.Load("ErasureStep.RemoveEvents");
    private static readonly string RemoveDeadLettersSql = SqlText.Load("ErasureStep.RemoveDeadLetters");
    private static readonly string RemoveAllDeadLettersSql = SqlText.Load("ErasureStep.RemoveAllDeadLetters");
    private static readonly string RemoveOldDeadLettersSql = SqlText.Load("ErasureStep.RemoveOldDeadLetters");
    private static readonly string CountDeadLettersSql = SqlText.Load("ErasureStep.CountDeadLetters");
    private static readonly string RemoveEventIdsSql = SqlText.Load("ErasureStep.RemoveEventIds");
    private static readonly string FinishRetentionSql = SqlText.Load("ErasureStep.FinishRetention");
    private static readonly string FinishSql = SqlText.Load("ErasureStep.Finish");
    private static readonly string LockSegmentsSql = SqlText.Load("ErasureStep.LockSegments");
    private static readonly string MarkDaysSql = SqlText.Load("ErasureStep.MarkDays");
    private static readonly string RestartSegmentsSql = SqlText.Load("ErasureStep.RestartSegments");
    private static readonly string HoldSumsSql = SqlText.Load("ErasureStep.LockRollUps");
    private static readonly string RemoveUsersSql = SqlText.Load("ErasureStep.RemoveUsers");
    private static readonly string RemoveUserOfAllTimeSql = SqlText.Load("ErasureStep.RemoveUserOfAllTime");
    private static readonly string RemoveUsersOfAllTimeSql = SqlText.Load("ErasureStep.RemoveUsersOfAllTime");
    private static readonly string RemoveEmptyDaysSql = SqlText.Load("ErasureStep.RemoveEmptyDays");
    private static readonly string AdvanceSql = SqlText.Load("ErasureStep.Advance");
    private static readonly string AdvanceFencingTokenSql = SqlText.Load("ErasureStep.AdvanceFencingToken");
    private static readonly string[] DropSumsSql =
        [SqlText.Load("ErasureStep.DropDays"), SqlText.Load("ErasureStep.DropPaths"), SqlText.Load("ErasureStep.DropUsers")];

    private readonly WriteTransaction _transaction;
    private readonly Guid _worker;
    private bool _isEnded;

    private ErasureStep(WriteTransaction transaction, Guid worker, LeasedErasure erasure)
    {
        _transaction = transaction;
        _worker = worker;
        Erasure = erasure;
    }

    public LeasedErasure Erasure { get; }

    /// <summary>Leases an erasure; returns null if it is done or leased by another silo.</summary>
    /// <param name="database">The database.</param>
    /// <param name="worker">This silo.</param>
    /// <param name="leaseDuration">Time without a step after which another silo is presumed gone.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="id">The erasure.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    public static async Task<ErasureStep?> LeaseAsync(
        Database database, Guid worker, TimeSpan leaseDuration, string siteId, Guid id, CancellationToken cancellation)
    {
        WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Queries, cancellation);
        try
        {
            if (await ReadAsync(transaction.Connection, worker, leaseDuration, siteId, id, cancellation) is { } erasure)
            {
                return new ErasureStep(transaction, worker, erasure);
            }
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        await transaction.DisposeAsync();
        return null;
    }

    /// <summary>Drops the roll-ups when a whole site is erased: from here on its statistics cover later events only.</summary>
    public async Task DropRollUpsAsync()
    {
        if (Erasure.Kind == ErasureKind.Site)
        {
            await LockRollUpsAsync();
            foreach (string drop in DropSumsSql)
            {
                await ExecuteAsync(drop);
            }

            await ExecuteAsync(RestartSumsSql, Time(Erasure.Through), Value(Erasure.Stored));
            await ExecuteAsync(RestartSegmentsSql, Time(Erasure.Through), Value(Erasure.Stored));
            await AdvanceAsync(ErasurePhase.StoredEvents);
            await AdvanceFencingTokenAsync(0);
        }
        else
        {
            await AdvanceAsync(ErasurePhase.StoredEvents);
        }

        await _transaction.CommitAsync();
    }

    /// <summary>Removes stored events of a number of chunks.</summary>
    public async Task RemoveEventsAsync(int chunks)
    {
        int end = Math.Min(Erasure.NextChunk + chunks, Erasure.LastChunk + 1);
        (DateTime through, DateTime since) = await LockRollUpsAsync();
        IReadOnlyList<string> timeZones = await LockSegmentsAsync();
        (long removed, DateTime[] quarters) = await RemoveRowsAsync(
            Value(Erasure.NextChunk),
            Value(end),
            Time(Erasure.Through),
            OwnerParameters.UserId(Erasure.Owner),
            Time(Erasure.BeforeTime),
            Time(since),
            Time(through),
            OwnerParameters.Visitor(Erasure.Owner));
        await MarkDaysAsync(timeZones, quarters);
        await AdvanceAsync(end > Erasure.LastChunk ? ErasurePhase.DeadLetters : ErasurePhase.StoredEvents, end, removed);
        await _transaction.CommitAsync();
    }

    /// <summary>Removes dead letters.</summary>
    /// <param name="letters">Dead letters of the user or visitor; for other kinds PostgreSQL selects them.</param>
    /// <param name="isLast">Whether there are no more of them.</param>
    public async Task RemoveDeadLettersAsync(IReadOnlyCollection<DeadLetters.DeadLetterKey> letters, bool isLast)
    {
        long events = 0;
        if (Erasure.Owner is null || letters.Count > 0)
        {
            // Before the letters: a replay takes its locks in this order.
            await AdvanceFencingTokenAsync(0);
            events = Erasure.Kind switch
            {
                ErasureKind.User or ErasureKind.Visitor => await CountAsync(
                    RemoveDeadLettersSql,
                    Value(letters.Select(deadLetter => deadLetter.Epoch).ToArray()),
                    Value(letters.Select(deadLetter => (decimal)deadLetter.Entry.Ms).ToArray()),
                    Value(letters.Select(deadLetter => (decimal)deadLetter.Entry.Seq).ToArray()),
                    Value(letters.Select(deadLetter => deadLetter.Index).ToArray())),
                ErasureKind.Site => await CountAsync(RemoveAllDeadLettersSql, BoundValues()),
                _ => await CountAsync(RemoveOldDeadLettersSql, Time(Erasure.BeforeTime)),
            };
            await ExecuteAsync(CountDeadLettersSql, Value(events));
        }

        await AdvanceAsync(isLast ? ErasurePhase.QueuedEvents : ErasurePhase.DeadLetters, deadLetters: events);
        await _transaction.CommitAsync();
    }

    /// <summary>
    /// Goes on with a sweep: looks for unused attribute sets, or removes some. The stored phase stays, so that a silo of an older version
    /// finds nothing that it does not know; it finishes the erasure without a sweep, and the site's next one removes what it left.
    /// </summary>
    public async Task SweepAsync(AttributeSweep sweep, int chunks)
    {
        if (sweep.IsPartFound)
        {
            await AdvanceFencingTokenAsync(0);
            await sweep.RemoveAsync(_transaction.Connection);
        }
        else
        {
            await sweep.FindAsync(_transaction.Connection, chunks);
        }

        await AdvanceAsync(Erasure.Phase);
        await _transaction.CommitAsync();
    }

    /// <summary>Completes the erasure: updates the user counts, removes the attribute sets, and invalidates all earlier answers.</summary>
    /// <param name="sweep">The sweep, at its last part; null if nothing was removed that could have used a set.</param>
    public async Task FinishAsync(AttributeSweep? sweep)
    {
        if (Erasure.Kind == ErasureKind.Site)
        {
            await ExecuteAsync(RemoveEventIdsSql, BoundValues());
        }
        else
        {
            await RemoveUsersAsync();
        }

        string finish = Erasure.Kind == ErasureKind.Retention ? FinishRetentionSql : FinishSql;
        await AdvanceFencingTokenAsync(await CountAsync(finish, Value(Erasure.Id)));
        await (sweep?.RemoveAsync(_transaction.Connection) ?? Task.CompletedTask);
        await _transaction.CommitAsync();
    }

    /// <summary>Disposes once, however often it is called: the connection may have another owner by then.</summary>
    public ValueTask DisposeAsync()
    {
        if (_isEnded)
        {
            return ValueTask.CompletedTask;
        }

        _isEnded = true;
        return _transaction.DisposeAsync();
    }

    private static async Task<LeasedErasure?> ReadAsync(
        NpgsqlConnection connection, Guid worker, TimeSpan leaseDuration, string siteId, Guid id, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand(TakeSql, connection)
        {
            Parameters = { Value(siteId), Value(id), Value(worker), Value(leaseDuration) },
        };
        await using NpgsqlDataReader reader = await take.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new LeasedErasure(
                siteId,
                id,
                (ErasureKind)reader.GetInt16(0),
                ReadOwner(reader),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3),
                reader.GetDateTime(4),
                reader.GetInt64(5),
                (ErasurePhase)reader.GetInt16(6),
                reader.GetInt32(7),
                new StreamBounds(reader.GetFieldValue<string[]>(8), reader.GetFieldValue<decimal[]>(9), reader.GetFieldValue<decimal[]>(10)),
                reader.GetBoolean(11))
            : null;
    }

    private static EventOwner? ReadOwner(NpgsqlDataReader reader) => reader.IsDBNull(2)
        ? reader.IsDBNull(1) ? null : EventOwner.OfUser(reader.GetString(1))
        : EventOwner.OfVisitor(unchecked((ulong)reader.GetInt64(2)));

    private async Task<(DateTime Through, DateTime Since)> LockRollUpsAsync()
    {
        await using NpgsqlCommand hold = Command(HoldSumsSql);
        await using NpgsqlDataReader reader = await hold.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetDateTime(0), reader.GetDateTime(1));
    }

    /// <returns>The time zones that segments are kept for.</returns>
    private async Task<IReadOnlyList<string>> LockSegmentsAsync()
    {
        var timeZones = new List<string>();
        await using NpgsqlCommand hold = Command(LockSegmentsSql);
        await using NpgsqlDataReader reader = await hold.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            timeZones.Add(reader.GetString(0));
        }

        return timeZones;
    }

    /// <returns>The number of rows removed, and the quarters of an hour in which they happened.</returns>
    private async Task<(long Removed, DateTime[] Quarters)> RemoveRowsAsync(params NpgsqlParameter[] parameters)
    {
        await using NpgsqlCommand remove = Command(RemoveEventsSql, parameters);
        await using NpgsqlDataReader reader = await remove.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetFieldValue<DateTime[]>(1));
    }

    /// <summary>Has the days built again that lost events.</summary>
    private async Task MarkDaysAsync(IReadOnlyList<string> timeZones, DateTime[] quarters)
    {
        // Days begin with a quarter of an hour today; in former times, such as Monrovia's until 1972, a day may begin within one.
        DateTime[] edges = [.. quarters.SelectMany(quarter => new[] { quarter, quarter.AddMinutes(15).AddTicks(-TimeSpan.TicksPerMicrosecond) })];
        foreach (string timeZone in timeZones)
        {
            DateOnly[] days = [.. edges.Select(edge => SiteCalendar.DateOf(timeZone, EventTime.FromDateTime(edge))).Distinct()];
            await ExecuteAsync(MarkDaysSql, Value(timeZone), Value(days));
        }
    }

    private async Task RemoveUsersAsync()
    {
        (DateTime through, DateTime since) = await LockRollUpsAsync();
        if (Erasure.Kind != ErasureKind.Visitor)
        {
            await RemoveUsersAsync(through, since);
        }

        await ExecuteAsync(RemoveEmptyDaysSql);
    }

    private async Task RemoveUsersAsync(DateTime through, DateTime since)
    {
        await ExecuteAsync(
            RemoveUsersSql,
            Value(Erasure.LastChunk),
            Time(since > Erasure.Through ? since : Erasure.Through),
            Time(through),
            OwnerParameters.UserId(Erasure.Owner),
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Date, Value = (object?)Erasure.BeforeDay ?? DBNull.Value });
        if (Erasure.Owner?.UserId is { } user)
        {
            await ExecuteAsync(RemoveUserOfAllTimeSql, Value(user));
        }
        else
        {
            await ExecuteAsync(RemoveUsersOfAllTimeSql);
        }
    }

    private Task AdvanceAsync(ErasurePhase phase, int? nextChunk = null, long events = 0, long deadLetters = 0) => ExecuteAsync(
        AdvanceSql,
        Value(Erasure.Id),
        Value(_worker),
        Value((short)phase),
        Value(nextChunk ?? Erasure.NextChunk),
        Value(events),
        Value(deadLetters));

    private Task AdvanceFencingTokenAsync(long removed) => ExecuteAsync(AdvanceFencingTokenSql, Value(removed));

    private NpgsqlParameter[] BoundValues() => [Value(Erasure.Bounds.Epochs), Value(Erasure.Bounds.Ms), Value(Erasure.Bounds.Seq)];

    private async Task ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using NpgsqlCommand command = Command(sql, parameters);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Has no timeout: the roll-ups of a large site are dropped in one statement.</summary>
    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, _transaction.Connection) { CommandTimeout = 0, Parameters = { Value(Erasure.SiteId) } };
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter Value(object value) => new() { Value = value };

    private static NpgsqlParameter Time(DateTime? time) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = (object?)time ?? DBNull.Value };
}
