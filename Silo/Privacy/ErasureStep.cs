using Footfall.Store;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Privacy;

/// <summary>
/// One step of an erasure: a transaction that holds the erasure, so that no other silo is at it, and the sums of the site as far as
/// it changes them. After each, statistics are the sums and the events that are there. Disposing it without an end undoes it.
/// </summary>
/// <remarks>
/// Locks are taken in one order: erasure, sums, site. The site's row, which every commit of the site needs, is locked only where dead
/// letters go and at an erasure's end, right before the transaction ends.
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

    /// <summary>Null when the erasure is done, or another silo's.</summary>
    /// <param name="database">Where.</param>
    /// <param name="worker">This silo.</param>
    /// <param name="leaseDuration">After which time without a step another silo may be gone.</param>
    /// <param name="siteId">Of which site.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NpgsqlException">PostgreSQL is away.</exception>
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

    /// <summary>Drops the sums of a site that goes as a whole: from here on its statistics are those of later events.</summary>
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
            await AdvanceAsync(ErasurePhase.StoredEvents);
            await AdvanceFencingTokenAsync(0);
        }
        else
        {
            await AdvanceAsync(ErasurePhase.StoredEvents);
        }

        await _transaction.CommitAsync();
    }

    /// <summary>Removes stored events of some chunks.</summary>
    public async Task RemoveEventsAsync(int chunks)
    {
        int end = Math.Min(Erasure.NextChunk + chunks, Erasure.LastChunk + 1);
        (DateTime through, DateTime since) = await LockRollUpsAsync();
        long removed = await CountAsync(
            RemoveEventsSql,
            Value(Erasure.NextChunk),
            Value(end),
            Time(Erasure.Through),
            Text(Erasure.UserId),
            Time(Erasure.BeforeTime),
            Time(since),
            Time(through));
        await AdvanceAsync(end > Erasure.LastChunk ? ErasurePhase.DeadLetters : ErasurePhase.StoredEvents, end, removed);
        await _transaction.CommitAsync();
    }

    /// <summary>Removes dead letters.</summary>
    /// <param name="letters">A user's among them; for the other kinds PostgreSQL knows which.</param>
    /// <param name="isLast">Whether no more of the user's may come.</param>
    public async Task RemoveDeadLettersAsync(IReadOnlyCollection<DeadLetters.DeadLetterKey> letters, bool isLast)
    {
        long events = 0;
        if (Erasure.Kind != ErasureKind.User || letters.Count > 0)
        {
            // Before the letters: whoever replays one locks in this order.
            await AdvanceFencingTokenAsync(0);
            events = Erasure.Kind switch
            {
                ErasureKind.User => await CountAsync(
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

    /// <summary>Nothing is left: brings the counts of users up to date, and makes all answers of before worth nothing.</summary>
    public async Task FinishAsync()
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
        await _transaction.CommitAsync();
    }

    /// <summary>Once, however often it is called: the connection may be somebody else's by then.</summary>
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
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2),
                reader.GetDateTime(3),
                reader.GetInt64(4),
                (ErasurePhase)reader.GetInt16(5),
                reader.GetInt32(6),
                new StreamBounds(reader.GetFieldValue<string[]>(7), reader.GetFieldValue<decimal[]>(8), reader.GetFieldValue<decimal[]>(9)))
            : null;
    }

    private async Task<(DateTime Through, DateTime Since)> LockRollUpsAsync()
    {
        await using NpgsqlCommand hold = Command(HoldSumsSql);
        await using NpgsqlDataReader reader = await hold.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetDateTime(0), reader.GetDateTime(1));
    }

    private async Task RemoveUsersAsync()
    {
        (DateTime through, DateTime since) = await LockRollUpsAsync();
        await ExecuteAsync(
            RemoveUsersSql,
            Value(Erasure.LastChunk),
            Time(since > Erasure.Through ? since : Erasure.Through),
            Time(through),
            Text(Erasure.UserId),
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Date, Value = (object?)Erasure.BeforeDay ?? DBNull.Value });
        if (Erasure.UserId is { } user)
        {
            await ExecuteAsync(RemoveUserOfAllTimeSql, Value(user));
        }
        else
        {
            await ExecuteAsync(RemoveUsersOfAllTimeSql);
        }

        await ExecuteAsync(RemoveEmptyDaysSql);
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

    /// <summary>Without a limit of time: the sums of a large site are dropped in one go.</summary>
    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, _transaction.Connection) { CommandTimeout = 0, Parameters = { Value(Erasure.SiteId) } };
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter Value(object value) => new() { Value = value };

    private static NpgsqlParameter Text(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };

    private static NpgsqlParameter Time(DateTime? time) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = (object?)time ?? DBNull.Value };
}
