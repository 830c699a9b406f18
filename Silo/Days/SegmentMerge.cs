using System.Data;
using Footfall.Calendar;
using Footfall.Store;
using Footfall.Wire;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Days;

/// <summary>
/// One step that brings a site's segments on: a transaction that merges the events of its next commits into their days, or builds days
/// again. It locks how far the segments go, so that no other silo does the same, and no erasure changes rows meanwhile.
/// </summary>
internal sealed class SegmentMerge : IAsyncDisposable
{
    /// <summary>Bounds the events in memory: the chunks of about as many thousand events in one step.</summary>
    private const int ChunksPerStep = 200;

    /// <summary>Bounds the events in memory when days are built again.</summary>
    private const long EventsPerRebuild = 500_000;
    private const int DaysPerRebuild = 31;

    private static readonly string CreateSql = SqlText.Load("SegmentMerge.Create");
    private static readonly string BeginSql = SqlText.Load("SegmentMerge.Begin");
    private static readonly string FindLastSql = SqlText.Load("SegmentMerge.FindLast");
    private static readonly string ReadDaySql = SqlText.Load("SegmentMerge.ReadDay");
    private static readonly string PutPartSql = SqlText.Load("SegmentMerge.PutPart");
    private static readonly string DropDaySql = SqlText.Load("SegmentMerge.DropDay");
    private static readonly string FinishSql = SqlText.Load("SegmentMerge.Finish");
    private static readonly string FindMissingSql = SqlText.Load("SegmentMerge.FindMissing");
    private static readonly string AddMissingSql = SqlText.Load("SegmentMerge.AddMissing");
    private static readonly string MarkMissingSql = SqlText.Load("SegmentMerge.MarkMissing");
    private static readonly string ReadBusiestDaySql = SqlText.Load("SegmentMerge.ReadBusiestDay");
    private static readonly string DropOthersSql = SqlText.Load("SegmentMerge.DropOthers");

    private readonly WriteTransaction _transaction;
    private readonly string _siteId;
    private readonly string _timeZone;
    private readonly DateTime _through;
    private readonly long _events;
    private readonly DateTime _lastCommit;
    private readonly long _stored;
    private readonly DateTime _since;

    private SegmentMerge(WriteTransaction transaction, string siteId, string timeZone, NpgsqlDataReader state)
    {
        _transaction = transaction;
        _siteId = siteId;
        _timeZone = timeZone;
        _through = state.GetDateTime(0);
        _events = state.GetInt64(1);
        _lastCommit = state.GetDateTime(2);
        _stored = state.GetInt64(3);
        _since = state.GetDateTime(4);
    }

    /// <summary>How many events are in no segment yet, at most.</summary>
    public long Later => _lastCommit > _through ? _stored - _events : 0;

    private NpgsqlConnection Connection => _transaction.Connection;

    /// <summary>Begins a step; returns null if the site has no events, or is being erased.</summary>
    /// <param name="database">The database.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="timeZone">The time zone of the days.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="PostgresException">Another silo is at it (<see cref="IsDoneByAnother"/>), or the transaction failed.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    public static async Task<SegmentMerge?> BeginAsync(Database database, string siteId, string timeZone, CancellationToken cancellation)
    {
        await using (WriteTransaction creation = await WriteTransaction.BeginAsync(database, database.Queries, cancellation))
        {
            await using NpgsqlCommand create = Command(creation.Connection, CreateSql, siteId, timeZone);
            await create.ExecuteNonQueryAsync(cancellation);
            await creation.CommitAsync(cancellation);
        }

        // One snapshot for all statements: commits that finish meanwhile are merged next time.
        WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Queries, IsolationLevel.RepeatableRead, cancellation);
        try
        {
            await using NpgsqlCommand begin = Command(transaction.Connection, BeginSql, siteId, timeZone);
            await using NpgsqlDataReader reader = await begin.ExecuteReaderAsync(cancellation);
            if (await reader.ReadAsync(cancellation))
            {
                return new SegmentMerge(transaction, siteId, timeZone, reader);
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

    /// <summary>Returns whether it failed because another silo has the site's segments, or an erasure just did.</summary>
    public static bool IsDoneByAnother(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure;

    /// <summary>Returns the number of events of the busiest of the last days.</summary>
    public async Task<long> ReadBusiestDayAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(ReadBusiestDaySql);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Merges the events of the next commits.</summary>
    /// <returns>Whether there are more.</returns>
    /// <exception cref="DamagedDayException">A segment is damaged, or of a newer silo; nothing was changed.</exception>
    public async Task<bool> AddCommitsAsync(CancellationToken cancellation)
    {
        int first = EventChunk.Of(_events);
        int end = first + ChunksPerStep;
        bool isLast = EventChunk.Of(_stored) < end;
        DateTime? reached = isLast ? _lastCommit : await FindLastAsync(first, end, cancellation);
        if (reached is { } through)
        {
            var range = new EventRange(first, _through > _since ? _through : _since, through);
            IReadOnlyList<DayEvent> events = await StoredEvents.ReadAsync(Connection, _siteId, range, cancellation);
            foreach (IGrouping<DateOnly, DayEvent> day in events.GroupBy(item => SiteCalendar.DateOf(_timeZone, item.Time)))
            {
                await AddToDayAsync(day.Key, [.. day], cancellation);
            }
        }

        await ExecuteAsync(FinishSql, cancellation, reached ?? _through, isLast ? _stored : (long)end * EventChunk.Size);
        await _transaction.CommitAsync(cancellation);
        return !isLast;
    }

    /// <summary>Builds days from their rows whose segments were dropped.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RebuildAsync(CancellationToken cancellation)
    {
        HashSet<DateOnly> days = await FindMissingAsync(cancellation);
        if (days.Count == 0)
        {
            return false;
        }

        var range = new EventRange(0, _since, _through, SiteCalendar.DayOf(_timeZone, days.Min()).Start, SiteCalendar.DayOf(_timeZone, days.Max()).End);
        ILookup<DateOnly, DayEvent> events = (await StoredEvents.ReadAsync(Connection, _siteId, range, cancellation))
            .ToLookup(item => SiteCalendar.DateOf(_timeZone, item.Time));
        foreach (DateOnly day in days)
        {
            await ExecuteAsync(DropDaySql, cancellation, day);
            await PutDayAsync(day, [.. events[day]], cancellation);
        }

        await _transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>
    /// Has days built again, also those that have no segment. A day of a month that is detached from the table of events stays as it is: it
    /// would be built without its events.
    /// </summary>
    /// <returns>The days that will be built.</returns>
    public async Task<IReadOnlyList<DateOnly>> MarkMissingAsync(IReadOnlyCollection<DateOnly> days, CancellationToken cancellation)
    {
        var marked = new List<DateOnly>();
        foreach (DateOnly day in days)
        {
            (long start, long end) = SiteCalendar.DayOf(_timeZone, day);
            if (!await EventPartitions.HasGapAsync(Connection, EventTime.ToDateTime(start), EventTime.ToDateTime(end), cancellation))
            {
                await ExecuteAsync(AddMissingSql, cancellation, day);
                await ExecuteAsync(MarkMissingSql, cancellation, day);
                marked.Add(day);
            }
        }

        await _transaction.CommitAsync(cancellation);
        return marked;
    }

    /// <summary>Drops the segments of the site's former time zones.</summary>
    public async Task DropOthersAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(DropOthersSql, cancellation);
        await _transaction.CommitAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _transaction.DisposeAsync();

    private async Task AddToDayAsync(DateOnly day, DayEvent[] added, CancellationToken cancellation)
    {
        var parts = new List<(int Part, int Events, byte[]? Segment)>();
        await using (NpgsqlCommand read = Command(ReadDaySql, day))
        {
            await using NpgsqlDataReader reader = await read.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                parts.Add((reader.GetInt32(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2)));
            }
        }

        if (parts.Exists(part => part.Segment is null))
        {
            // The whole day is built from its rows, these among them.
            return;
        }

        int needed = DaySegment.PartsFor(parts.Sum(part => (long)part.Events) + added.Length);
        int kept = SegmentParts.Count(parts.Select(part => part.Part));
        if (needed > kept)
        {
            DayEvent[] all = [.. parts.SelectMany(part => Decode(day, part.Segment!).Events), .. added];
            await ExecuteAsync(DropDaySql, cancellation, day);
            await PutDayAsync(day, all, cancellation);
            return;
        }

        foreach (IGrouping<int, DayEvent> group in added.GroupBy(item => DaySegment.PartOf(item, kept)))
        {
            (int Part, int Events, byte[]? Segment)? old = parts.Find(part => part.Part == group.Key) is { Segment: not null } found ? found : null;
            DaySegment segment = old is null ? DaySegment.Build(group) : Decode(day, old.Value.Segment!).Merge([.. group]);
            await PutPartAsync(day, group.Key, segment, cancellation);
        }
    }

    private async Task PutDayAsync(DateOnly day, DayEvent[] events, CancellationToken cancellation)
    {
        int parts = DaySegment.PartsFor(events.Length);
        foreach (IGrouping<int, DayEvent> group in events.GroupBy(item => DaySegment.PartOf(item, parts)))
        {
            await PutPartAsync(day, group.Key, DaySegment.Build(group), cancellation);
        }
    }

    private Task PutPartAsync(DateOnly day, int part, DaySegment segment, CancellationToken cancellation) =>
        ExecuteAsync(PutPartSql, cancellation, day, part, segment.Count, segment.Encode());

    private async Task<DateTime?> FindLastAsync(int first, int end, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(FindLastSql, Connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = _siteId }, new() { Value = first }, new() { Value = end }, Time(_through) },
        };
        return await command.ExecuteScalarAsync(cancellation) as DateTime?;
    }

    private async Task<HashSet<DateOnly>> FindMissingAsync(CancellationToken cancellation)
    {
        var days = new HashSet<DateOnly>();
        long events = 0;
        await using NpgsqlCommand command = Command(FindMissingSql, DaysPerRebuild);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            DateOnly day = reader.GetFieldValue<DateOnly>(0);
            events += reader.GetInt64(1);
            if (days.Count > 0 && (events > EventsPerRebuild || day > days.Max().AddDays(1)))
            {
                break;
            }

            days.Add(day);
        }

        return days;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using NpgsqlCommand command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values) => Command(Connection, sql, _siteId, _timeZone, values);

    private DaySegment Decode(DateOnly day, byte[] segment)
    {
        try
        {
            return DaySegment.Decode(segment);
        }
        catch (DaySegmentException e)
        {
            throw new DamagedDayException(_siteId, day, segment, e);
        }
    }

    /// <summary>Has no timeout: a day may have any number of events.</summary>
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string siteId, string timeZone, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = siteId }, new() { Value = timeZone } } };
        foreach (object value in values)
        {
            command.Parameters.Add(value is DateTime time ? Time(time) : new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static NpgsqlParameter Time(DateTime time) => new() { Value = time, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
