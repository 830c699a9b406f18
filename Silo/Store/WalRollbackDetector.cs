using System.Globalization;
using Footfall.Drain;
using Footfall.Queue;
using Npgsql;
using NpgsqlTypes;

namespace Footfall.Store;

/// <summary>
/// Detects that PostgreSQL came back in an older state, or as another server, and lacks commits whose entries the
/// queue has trimmed. Only an operator can restore them, so the alarm repeats until it is acknowledged.
/// </summary>
/// <remarks>
/// A commit's position is the write-ahead log position at which its transaction advanced the fencing tokens: it comes with
/// that statement's result, and the confirmed commit lies behind it. Each partition records one at most once a
/// second, so a state that is older by a few seconds is detected. One that has since written as much as it lacks
/// is not, which is why the check comes before the store opens.
/// </remarks>
internal sealed partial class WalRollbackDetector(IWalPositionStore positions, TimeProvider timeProvider, ILogger<WalRollbackDetector> logger)
{
    private static readonly TimeSpan RecordInterval = TimeSpan.FromSeconds(1);
    private static readonly string ReadPosition = SqlText.Load("WalRollbackDetector.ReadPosition");
    private static readonly string ReadSystem = SqlText.Load("WalRollbackDetector.ReadSystem");

    private readonly Lock _lock = new();

    /// <summary>When each partition last received a position. Guarded by the lock.</summary>
    private readonly long?[] _taken = new long?[SitePartition.Count];

    /// <summary>The latest commit of this silo. Written by commit workers, read by the pump's workers, guarded by the lock.</summary>
    private WalPosition _latest;

    /// <summary>True while only this silo knows the alarm. Accessed by checks and repetitions, which may write it twice.</summary>
    private volatile bool _isUnwritten;

    private volatile string? _alarm;

    /// <summary>Tracks whether this PostgreSQL owns the queue.</summary>
    public StoreOwnership Ownership { get; } = new(positions, timeProvider);

    /// <summary>What is wrong with PostgreSQL's history and what to do; null if all is well.</summary>
    public string? Alarm => _alarm;

    /// <summary>Compares PostgreSQL's position with those confirmed before. Runs on a new connection before anything is written.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable or a standby.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // In this order: while other silos commit, only positions confirmed before PostgreSQL is queried must be behind it.
        IReadOnlyList<WalPosition> recorded = await ReadPositionAsync();
        lock (_lock)
        {
            recorded = [.. recorded, _latest];
        }

        WalPosition present = await ReadAsync(connection, cancellation);
        WalPosition newest = recorded.Where(position => position.IsMissingIn(present)).OrderByDescending(position => position.Lsn).FirstOrDefault();
        lock (_lock)
        {
            _latest = present with { Lsn = _latest.IsMissingIn(present) ? 0 : _latest.Lsn };
        }

        if (newest != default)
        {
            _alarm = string.Create(
                CultureInfo.InvariantCulture,
                $"PostgreSQL at {connection.Host}:{connection.Port}/{connection.Database} lacks commits (noticed {timeProvider.GetUtcNow():u}): it had confirmed "
                + $"{newest}, and came back at {present} (system/timeline/LSN), so it is another server, or an older state of the same. The events in "
                + $"between are neither there nor in the queue. Bring back a state that has them, or accept their loss: redis-cli DEL {positions.AlarmKey}");
            _isUnwritten = true;
            await RepeatAsync();
        }
    }

    /// <summary>Records the commit of a transaction that began to write at this position.</summary>
    public void Record(ulong lsn)
    {
        lock (_lock)
        {
            _latest = _latest with { Lsn = Math.Max(_latest.Lsn, lsn) };
        }
    }

    /// <summary>Returns the position to record for the partition now; empty if none.</summary>
    public string TakeFor(int partition)
    {
        lock (_lock)
        {
            if (_latest.Lsn == 0 || (_taken[partition] is { } before && timeProvider.GetElapsedTime(before) < RecordInterval))
            {
                return "";
            }

            _taken[partition] = timeProvider.GetTimestamp();
            return _latest.ToString();
        }
    }

    /// <summary>Repeats the alarm if it is raised, whichever silo raised it.</summary>
    public async Task RepeatAsync()
    {
        try
        {
            if (_isUnwritten && _alarm is { } mine)
            {
                await positions.RaiseAsync(mine);
                _isUnwritten = false;
            }

            _alarm = await positions.ReadAlarmAsync();
        }
        catch (QueueUnavailableException)
        {
            // The alarm known here stands.
        }

        if (_alarm is { } alarm)
        {
            LogAlarm(alarm);
        }
    }

    private async Task<WalPosition> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        long system = 0;
        try
        {
            await using var command = new NpgsqlCommand(ReadSystem, connection);
            system = (long)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            LogSystemUnknown();
        }

        await using var position = new NpgsqlCommand(ReadPosition, connection);
        await using NpgsqlDataReader reader = await position.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new WalPosition(
            system,
            uint.Parse(reader.GetString(0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            (ulong)reader.GetFieldValue<NpgsqlLogSequenceNumber>(1));
    }

    private async Task<IReadOnlyList<WalPosition>> ReadPositionAsync()
    {
        try
        {
            return await positions.ReadAsync();
        }
        catch (QueueUnavailableException)
        {
            LogPositionUnread();
            return [];
        }
    }
}
