using Footfall.DeadLetters;
using Footfall.Drain;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Store;

/// <summary>
/// One transaction of a commit worker: stores fencing tokens, counters, checkpoints, dead letters and rows of its sites atomically.
/// Disposing it without a commit rolls back.
/// </summary>
internal sealed class CommitTransaction : IAsyncDisposable
{
    private static readonly string AdvanceSites = SqlText.Load("CommitTransaction.AdvanceSites");
    private static readonly string AddDeadLetters = SqlText.Load("CommitTransaction.AddDeadLetters");
    private static readonly string RemoveDeadLetter = SqlText.Load("CommitTransaction.RemoveDeadLetter");
    private static readonly string AddEventIds = SqlText.Load("CommitTransaction.AddEventIds");
    private static readonly string CountRefusedRows = SqlText.Load("CommitTransaction.CountRefusedRows");
    private static readonly string AddAttributes = SqlText.Load("CommitTransaction.AddAttributes");
    private static readonly string CopyEvents = SqlText.Load("CommitTransaction.CopyEvents");
    private static readonly string CopyDetailedEvents = CopyEvents.Replace("/* details */", RowDetails.Columns + ",", StringComparison.Ordinal);

    private readonly WriteTransaction _transaction;
    private readonly NpgsqlConnection _connection;
    private readonly BinaryCopyWriter _rows;

    private CommitTransaction(WriteTransaction transaction, BinaryCopyWriter rows)
    {
        _transaction = transaction;
        _connection = transaction.Connection;
        _rows = rows;
    }

    /// <summary>Write-ahead log position when the fencing tokens advanced; 0 if none did.</summary>
    public ulong Lsn { get; private set; }

    /// <summary>False if the transaction is committed but may be lost with the server.</summary>
    public bool IsDurable { get; private set; } = true;

    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    public static async Task<CommitTransaction> BeginAsync(Database database, BinaryCopyWriter rows) =>
        new(await WriteTransaction.OpenAsync(database, database.CommitWorkers), rows);

    /// <summary>Stores the batches whose fencing token is still current.</summary>
    /// <returns>The new fencing tokens of the stored batches with their sites' totals; after a normal return they are committed.</returns>
    /// <exception cref="PostgresException">A row was rejected, or the transaction failed.</exception>
    public async Task<Dictionary<Guid, CommittedSite>> CommitAsync(SiteBatch[] batches)
    {
        Dictionary<Guid, CommittedSite> moved = await AdvanceSitesAsync(batches);
        SiteBatch[] stored = [.. batches.Where(batch => moved.ContainsKey(batch.FencingToken))];
        await RemoveDeadLettersAsync(stored);
        await AddDeadLettersAsync([.. stored.SelectMany(batch => batch.DeadLetters.Select(deadLetter => (batch, deadLetter)))]);
        await AddEventIdsAsync(stored);
        await AddAttributesAsync(stored);
        if (stored.Any(batch => batch.Events > 0))
        {
            await CopyAsync(stored, moved);
        }

        if (moved.Count > 0)
        {
            IsDurable = await _transaction.CommitAsync();
        }

        return moved;
    }

    /// <summary>
    /// Stores a batch with rows that PostgreSQL rejects: halves the rows, within savepoints, until the invalid
    /// ones are isolated, and makes them dead letters. One COMMIT covers everything, because half an entry has no
    /// checkpoint.
    /// </summary>
    /// <returns>The same as <see cref="CommitAsync"/>.</returns>
    /// <exception cref="NpgsqlException">The transaction failed for a reason other than its rows.</exception>
    public async Task<Dictionary<Guid, CommittedSite>> CommitWithRefusedRowsAsync(SiteBatch batch)
    {
        Dictionary<Guid, CommittedSite> moved = await AdvanceSitesAsync([batch]);
        if (moved.Count == 0)
        {
            return moved;
        }

        await RemoveDeadLettersAsync([batch]);
        await AddAttributesAsync([batch]);
        List<SingleEvent> events = SingleEvent.Split(batch);
        List<DeadLetter> refused = [];
        await CopyHalvesAsync(batch, moved[batch.FencingToken], events, refused);
        await AddDeadLettersAsync([.. batch.DeadLetters.Concat(refused).Select(deadLetter => (batch, deadLetter))]);
        await AddEventIdsAsync([batch]);
        await using (var count = new NpgsqlCommand(CountRefusedRows, _connection)
        {
            Parameters = { new() { Value = batch.SiteId }, new() { Value = (long)refused.Count } },
        })
        {
            await count.ExecuteNonQueryAsync();
        }

        IsDurable = await _transaction.CommitAsync();
        CommittedSite site = moved[batch.FencingToken];
        moved[batch.FencingToken] = site with { Stored = site.Stored - refused.Count, Refused = refused.Count };
        return moved;
    }

    public ValueTask DisposeAsync() => _transaction.DisposeAsync();

    private async Task<Dictionary<Guid, CommittedSite>> AdvanceSitesAsync(SiteBatch[] batches)
    {
        await using NpgsqlBatch statements = _transaction.CreateFirstBatch();
        statements.BatchCommands.Add(new NpgsqlBatchCommand(AdvanceSites)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Text, batches, batch => batch.SiteId),
                Array(NpgsqlDbType.Uuid, batches, batch => batch.ExpectedFencingToken),
                Array(NpgsqlDbType.Uuid, batches, batch => batch.FencingToken),
                Array(NpgsqlDbType.Text, batches, batch => batch.Epoch),
                Array(NpgsqlDbType.Numeric, batches, batch => (decimal)batch.Checkpoint.Ms),
                Array(NpgsqlDbType.Numeric, batches, batch => (decimal)batch.Checkpoint.Seq),
                Array(NpgsqlDbType.Bigint, batches, batch => (long)batch.Events),
                Array(NpgsqlDbType.Bigint, batches, batch => batch.DeadLetters.Sum(deadLetter => (long)deadLetter.Events)),
                Array(NpgsqlDbType.Bigint, batches, batch => (long)batch.Duplicates),
                Array(NpgsqlDbType.Text, batches, batch => RefusalJson.Write(batch.Refused)),
                Array(NpgsqlDbType.Bigint, batches, batch => (long)batch.Erased),
                Array(NpgsqlDbType.Integer, batches, batch => batch.NewAttributes.Next),
            },
        });
        var moved = new Dictionary<Guid, CommittedSite>(batches.Length);
        await using NpgsqlDataReader reader = await statements.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            moved.Add(reader.GetGuid(0), new CommittedSite(reader.GetDateTime(1), reader.GetInt64(2)));
            Lsn = (ulong)reader.GetFieldValue<NpgsqlLogSequenceNumber>(3);
        }

        return moved;
    }

    /// <summary>Removes a replayed dead letter before its events can become dead letters again.</summary>
    private async Task RemoveDeadLettersAsync(SiteBatch[] batches)
    {
        foreach (SiteBatch batch in batches)
        {
            if (batch.Replaces is not { } deadLetter)
            {
                continue;
            }

            await using var command = new NpgsqlCommand(RemoveDeadLetter, _connection)
            {
                Parameters =
                {
                    new() { Value = batch.SiteId },
                    new() { Value = deadLetter.Key.Epoch },
                    new() { Value = (decimal)deadLetter.Key.Entry.Ms },
                    new() { Value = (decimal)deadLetter.Key.Entry.Seq },
                    new() { Value = deadLetter.Key.Index },
                },
            };
            if ((long)(await command.ExecuteScalarAsync())! != 1)
            {
                throw new InvalidOperationException($"The dead letter {deadLetter.Key} is missing although its site's fencing token is unchanged.");
            }
        }
    }

    private async Task AddDeadLettersAsync((SiteBatch Batch, DeadLetter DeadLetter)[] deadLetters)
    {
        if (deadLetters.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(AddDeadLetters, _connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Text, deadLetters, item => item.Batch.SiteId),
                Array(NpgsqlDbType.Text, deadLetters, item => item.Batch.Epoch),
                Array(NpgsqlDbType.Numeric, deadLetters, item => (decimal)item.DeadLetter.Entry.Ms),
                Array(NpgsqlDbType.Numeric, deadLetters, item => (decimal)item.DeadLetter.Entry.Seq),
                Array(NpgsqlDbType.Integer, deadLetters, item => item.DeadLetter.Index),
                Array(NpgsqlDbType.Integer, deadLetters, item => item.DeadLetter.Events),
                Array(NpgsqlDbType.Smallint, deadLetters, item => (short)item.DeadLetter.Reason),
                Array(NpgsqlDbType.Text, deadLetters, item => item.DeadLetter.Detail),
                Array(NpgsqlDbType.Bytea, deadLetters, item => item.DeadLetter.Payload.ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    private async Task AddEventIdsAsync(SiteBatch[] batches)
    {
        SiteBatch[] withIds = [.. batches.Where(batch => !batch.EventIds.Ids.IsEmpty)];
        if (withIds.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(AddEventIds, _connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Text, withIds, batch => batch.SiteId),
                Array(NpgsqlDbType.Text, withIds, batch => batch.Epoch),
                Array(NpgsqlDbType.Numeric, withIds, batch => (decimal)batch.EventIds.Checkpoint.Ms),
                Array(NpgsqlDbType.Numeric, withIds, batch => (decimal)batch.EventIds.Checkpoint.Seq),
                Array(NpgsqlDbType.Integer, withIds, batch => batch.EventIds.Ids.Length),
                Array(NpgsqlDbType.Bytea, withIds, batch => batch.EventIds.ToBytes()),
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Before the rows, which name the sets.</summary>
    private async Task AddAttributesAsync(SiteBatch[] batches)
    {
        SiteBatch[] withNew = [.. batches.Where(batch => batch.NewAttributes.Sets.Count > 0)];
        if (withNew.Length == 0)
        {
            return;
        }

        (string Text, long Site)[] sets = [.. withNew.SelectMany((batch, i) => batch.NewAttributes.Sets.Select(text => (text!, i + 1L)))];
        await using var command = new NpgsqlCommand(AddAttributes, _connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Text, withNew, batch => batch.SiteId),
                Array(NpgsqlDbType.Integer, withNew, batch => batch.NewAttributes.FirstId),
                Array(NpgsqlDbType.Text, sets, set => set.Text),
                Array(NpgsqlDbType.Bigint, sets, set => set.Site),
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    private async Task CopyAsync(SiteBatch[] batches, Dictionary<Guid, CommittedSite> moved)
    {
        await using NpgsqlRawCopyStream stream = await BeginCopyAsync(batches.Any(batch => batch.HasDetails));
        foreach (SiteBatch batch in batches)
        {
            BeginSite(batch, moved[batch.FencingToken]);
            foreach (BatchEntry entry in batch.Entries)
            {
                await _rows.WriteAsync(entry);
            }
        }

        await _rows.EndAsync();
    }

    private async Task CopyHalvesAsync(SiteBatch batch, CommittedSite site, List<SingleEvent> events, List<DeadLetter> refused)
    {
        if (events.Count == 0)
        {
            return;
        }

        const string Savepoint = "half";
        await _transaction.Transaction.SaveAsync(Savepoint);
        try
        {
            await using NpgsqlRawCopyStream stream = await BeginCopyAsync(batch.HasDetails);
            BeginSite(batch, site);
            foreach (SingleEvent single in events)
            {
                await _rows.WriteAsync(new BatchEntry(single.Entry, single.Payload, null) { AttributeIds = single.AttributeIds });
            }

            await _rows.EndAsync();
        }
        catch (PostgresException e) when (PostgresFault.IsOfData(e))
        {
            await _transaction.Transaction.RollbackAsync(Savepoint);
            if (events.Count == 1)
            {
                refused.Add(new DeadLetter(
                    events[0].Entry, events[0].Index, 1, DeadLetterReason.RefusedByStore, $"{e.SqlState}: {e.MessageText}", events[0].Payload));
                return;
            }

            int half = events.Count / 2;
            await CopyHalvesAsync(batch, site, events[..half], refused);
            await CopyHalvesAsync(batch, site, events[half..], refused);
        }
    }

    /// <param name="hasDetails">Whether a row may have a field without a text column: only then are those columns named.</param>
    private async Task<NpgsqlRawCopyStream> BeginCopyAsync(bool hasDetails)
    {
        NpgsqlRawCopyStream stream = await _connection.BeginRawBinaryCopyAsync(hasDetails ? CopyDetailedEvents : CopyEvents);
        _rows.Begin(stream, hasDetails);
        return stream;
    }

    private void BeginSite(SiteBatch batch, CommittedSite site) => _rows.BeginSite(batch.SiteId, site.CommittedAt, site.ChunkOf(batch.Events));

    private static NpgsqlParameter Array<TItem, TValue>(NpgsqlDbType type, TItem[] items, Func<TItem, TValue> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = System.Array.ConvertAll(items, item => value(item)) };
}

/// <summary>State of a site after a commit.</summary>
/// <param name="CommittedAt">The time of the commit, later than that of any earlier commit of the site.</param>
/// <param name="Stored">Total stored events of the site, including the commit's.</param>
/// <param name="Refused">Events of the commit that PostgreSQL rejected, and that are dead letters instead.</param>
internal readonly record struct CommittedSite(DateTime CommittedAt, long Stored, int Refused = 0)
{
    /// <summary>Returns the chunk of the commit's rows.</summary>
    /// <param name="events">Number of events in the commit.</param>
    public int ChunkOf(int events) => EventChunk.Of(Stored - events);
}
