using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Stats;
using Footfall.Store;
using Npgsql;

namespace Footfall.Privacy;

/// <summary>
/// Erases what is asked for, and what has become too old, in the background and in small steps. Every silo does; an erasure is one
/// silo's until that is silent for a while. What a silo that dies has done stays done, and another one goes on from there.
/// </summary>
internal sealed partial class ErasureWorker(
    Database database,
    StoreAvailability availability,
    IQueueInspector queue,
    IStatsReader positions,
    IDeadLetterStore deadLetters,
    ErasureSignal signal,
    TimeProvider timeProvider,
    ILogger<ErasureWorker> logger) : BackgroundService
{
    /// <summary>Rests this many times as long as a step took, so that events get the most of PostgreSQL.</summary>
    private const int DelayFactor = 3;

    private const int DeadLettersPerStep = 100;

    /// <summary>How often this silo looks for what it was not told of.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>After which time without a step another silo goes on.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetentionInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long it is kept that something was erased.</summary>
    private static readonly TimeSpan RecordsKept = TimeSpan.FromDays(90);

    private static readonly string ListUnfinished = SqlText.Load("ErasureWorker.ListUnfinished");
    private static readonly string StartRetention = SqlText.Load("ErasureWorker.StartRetention");
    private static readonly string DeleteOld = SqlText.Load("ErasureWorker.DeleteOld");

    private readonly Guid _worker = Guid.NewGuid();
    private readonly StepSize _size = new();

    /// <summary>How far the dead letters of erasures have been gone through here. Those of one that another silo goes on with are gone through again.</summary>
    private readonly Dictionary<Guid, DeadLetterKey> _deadLettersRead = [];

    private long? _retentionAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool isTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await availability.WaitAsync(stoppingToken);
            await database.Durability.WaitAsync(stoppingToken);
            try
            {
                await StartRetentionAsync(isTold, stoppingToken);
                while (await RunOnceAsync(stoppingToken))
                {
                }
            }
            catch (Exception e) when (PostgresFault.IsOfStore(e))
            {
                LogFailed(e.Message);
                availability.Report(e);
            }

            isTold = await signal.WaitAsync(Interval, stoppingToken);
        }
    }

    /// <summary>Does a step of each erasure that waits for one.</summary>
    /// <returns>Whether more is to be done at once.</returns>
    internal async Task<bool> RunOnceAsync(CancellationToken cancellation)
    {
        bool isMore = false;
        foreach ((string siteId, Guid id) in await ListAsync(cancellation))
        {
            long start = timeProvider.GetTimestamp();
            try
            {
                await database.Durability.WaitAsync(cancellation);
                isMore |= await RunStepAsync(siteId, id, cancellation);
            }
            catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
            {
                // One site's queue may be away, and others' not.
                LogFailed(e.Message);
            }

            await Task.Delay(timeProvider.GetElapsedTime(start) * DelayFactor, timeProvider, cancellation);
        }

        return isMore;
    }

    /// <returns>Whether the erasure may have another step now.</returns>
    private async Task<bool> RunStepAsync(string siteId, Guid id, CancellationToken cancellation)
    {
        await using ErasureStep? step = await LeaseAsync(siteId, id, cancellation);
        switch (step?.Erasure.Phase)
        {
            case ErasurePhase.RollUps:
                await step.DropRollUpsAsync();
                return true;
            case ErasurePhase.StoredEvents:
                await RemoveEventsAsync(step);
                return true;
            case ErasurePhase.DeadLetters when step.Erasure.UserId is null:
                await step.RemoveDeadLettersAsync([], isLast: true);
                return true;
            case null:
                return false;
        }

        // What comes next asks others first: a step that waits for them would keep a connection from them.
        LeasedErasure erasure = step.Erasure;
        await step.DisposeAsync();
        return erasure.Phase == ErasurePhase.DeadLetters ? await RemoveUserDeadLettersAsync(erasure, cancellation) : await FinishAsync(erasure, cancellation);
    }

    /// <summary>A step that failed is followed by a smaller one: it may have taken longer than a statement may.</summary>
    private async Task RemoveEventsAsync(ErasureStep step)
    {
        TimeSpan took = TimeSpan.MaxValue;
        long start = timeProvider.GetTimestamp();
        try
        {
            await step.RemoveEventsAsync(_size.Chunks);
            took = timeProvider.GetElapsedTime(start);
        }
        finally
        {
            _size.Observe(took);
        }
    }

    private async Task<bool> RemoveUserDeadLettersAsync(LeasedErasure erasure, CancellationToken cancellation)
    {
        DeadLetterKey? after = _deadLettersRead.TryGetValue(erasure.Id, out DeadLetterKey read) ? read : null;
        ImmutableArray<StoredDeadLetter> page = await deadLetters.ListAsync(erasure.SiteId, after, DeadLettersPerStep);
        bool isLast = page.Length < DeadLettersPerStep;
        await using ErasureStep? step = await LeaseAsync(erasure.SiteId, erasure.Id, cancellation);
        if (step?.Erasure.Phase != erasure.Phase)
        {
            return false;
        }

        DeadLetterKey[] found =
        [
            .. page.Where(deadLetter => erasure.Bounds.Hold(deadLetter.Key.Epoch, deadLetter.Key.Entry) && UserDeadLetters.IsOf(deadLetter, erasure.UserId!)).Select(deadLetter => deadLetter.Key),
        ];
        await step.RemoveDeadLettersAsync(found, isLast);
        if (isLast)
        {
            _deadLettersRead.Remove(erasure.Id);
        }
        else
        {
            _deadLettersRead[erasure.Id] = page[^1].Key;
        }

        return true;
    }

    /// <returns>False: nothing is left to do, or it waits.</returns>
    private async Task<bool> FinishAsync(LeasedErasure erasure, CancellationToken cancellation)
    {
        if (await AreQueuedEventsGoneAsync(erasure))
        {
            await using ErasureStep? step = await LeaseAsync(erasure.SiteId, erasure.Id, cancellation);
            if (step?.Erasure.Phase == erasure.Phase)
            {
                await step.FinishAsync();
                LogFinished(erasure.Kind, erasure.SiteId);
            }
        }

        return false;
    }

    private Task<ErasureStep?> LeaseAsync(string siteId, Guid id, CancellationToken cancellation) =>
        ErasureStep.LeaseAsync(database, _worker, LeaseDuration, siteId, id, cancellation);

    /// <summary>The queue first: what it has lost by then is stored.</summary>
    private async Task<bool> AreQueuedEventsGoneAsync(LeasedErasure erasure)
    {
        if (erasure.Bounds.Epochs.Length == 0)
        {
            return true;
        }

        QueueSnapshot snapshot = await queue.ReadAsync(erasure.SiteId);
        return erasure.Bounds.AreReached(snapshot, await positions.ReadPositionAsync(erasure.SiteId));
    }

    /// <summary>Begins to erase what has become too old, and forgets what was erased long ago.</summary>
    /// <param name="isTold">Whether what a site keeps may have changed.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task StartRetentionAsync(bool isTold, CancellationToken cancellation)
    {
        if (isTold || _retentionAt is not { } at || timeProvider.GetElapsedTime(at) >= RetentionInterval)
        {
            await ExecuteAsync(StartRetention, cancellation);
            await ExecuteAsync(DeleteOld, cancellation, new NpgsqlParameter { Value = RecordsKept });
            _retentionAt = timeProvider.GetTimestamp();
        }
    }

    private async Task<List<(string SiteId, Guid Id)>> ListAsync(CancellationToken cancellation)
    {
        await using PooledConnection pooled = await database.Queries.OpenAsync(cancellation);
        await using NpgsqlBatch list = pooled.CreateStatement(
            ListUnfinished, new NpgsqlParameter { Value = _worker }, new NpgsqlParameter { Value = LeaseDuration });
        var unfinished = new List<(string, Guid)>();
        await using NpgsqlDataReader reader = await list.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            unfinished.Add((reader.GetString(0), reader.GetGuid(1)));
        }

        return unfinished;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Queries, cancellation);
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(2131, LogLevel.Warning, "An erasure stopped: {Reason} It goes on from its last step in a moment.")]
    private partial void LogFailed(string reason);

    [LoggerMessage(2132, LogLevel.Information, "Erased ({Kind}) what was to be erased of site {SiteId}.")]
    private partial void LogFinished(ErasureKind kind, string siteId);
}
