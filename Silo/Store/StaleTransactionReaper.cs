using Footfall.Background;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Ends commit transactions of any silo that have been open too long: a silo that froze in the middle of a
/// COPY keeps its sites locked, and no PostgreSQL timeout applies there.
/// </summary>
internal sealed partial class StaleTransactionReaper(
    Database database, StoreAvailability availability, TimeProvider timeProvider, ILogger<StaleTransactionReaper> logger)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Far above what a commit takes while its silo runs; from here on a transaction is watched.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    /// <summary>Above the commit workers' own timeout, so that only sessions that cannot end themselves are hit.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    /// <summary>Consecutive checks at which a watched transaction waits for its silo before the silo counts as frozen.</summary>
    private const int ChecksUntilFrozen = 3;

    private static readonly string Open = SqlText.Load("StaleTransactionReaper.Open");
    private static readonly string Terminate = SqlText.Load("StaleTransactionReaper.Terminate");

    /// <summary>Watched transactions that wait for their silo, with the number of consecutive checks.</summary>
    private Dictionary<CommitSession, int> _waiting = [];

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await availability.WaitAsync(cancellation);
        try
        {
            await ReapAsync(cancellation);
        }
        catch (Exception e) when (PostgresFault.IsOfStore(e))
        {
            availability.Report(e);
        }
    }

    private async Task ReapAsync(CancellationToken cancellation)
    {
        await using PooledConnection pooled = await database.CommitWorkers.OpenAsync(cancellation);
        foreach ((CommitSession session, TimeSpan age) in await FindLostAsync(pooled, cancellation))
        {
            await using NpgsqlBatch command = pooled.CreateStatement(
                Terminate, new NpgsqlParameter { Value = session.Pid }, new NpgsqlParameter { Value = session.Start });
            if (await command.ExecuteScalarAsync(cancellation) is > 0L)
            {
                LogReaped(session.Pid, age.TotalSeconds);
            }
        }
    }

    private async Task<List<(CommitSession Session, TimeSpan Age)>> FindLostAsync(PooledConnection pooled, CancellationToken cancellation)
    {
        var lost = new List<(CommitSession, TimeSpan)>();
        var waiting = new Dictionary<CommitSession, int>();
        await using NpgsqlBatch command = pooled.CreateStatement(
            Open, new NpgsqlParameter { Value = Database.WorkerApplicationName }, new NpgsqlParameter { Value = Watched });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var session = new CommitSession(reader.GetInt32(0), reader.GetDateTime(1));
            TimeSpan age = reader.GetTimeSpan(2);
            if (reader.GetBoolean(3))
            {
                waiting[session] = _waiting.GetValueOrDefault(session) + 1;
            }

            if (waiting.GetValueOrDefault(session) >= ChecksUntilFrozen || age > MaxAge)
            {
                lost.Add((session, age));
            }
        }

        _waiting = waiting;
        return lost;
    }

    [LoggerMessage(2031, LogLevel.Warning,
        "Ended the database session {Pid} of a commit worker: its transaction was open for {Seconds:0.0} s. Its events are drained again.")]
    private partial void LogReaped(int pid, double seconds);

    /// <summary>A transaction of a commit worker.</summary>
    private readonly record struct CommitSession(int Pid, DateTime Start);
}
