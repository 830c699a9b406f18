using System.Collections.Immutable;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Stats;
using Footfall.Store;
using Npgsql;

namespace Footfall.Privacy;

/// <summary>
/// Executes requested erasures and retention in the background, in small steps. Every silo does; a silo leases an erasure
/// until it is silent for a while. Steps completed by a silo that dies stay done, and another silo continues from there.
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
    /// <summary>Pauses for this many times the duration of a step, so that events get most of PostgreSQL.</summary>
    private const int DelayFactor = 3;

    private const int DeadLettersPerStep = 100;

    /// <summary>How often this silo checks for work that it was not notified of.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Time without a step after which another silo takes over.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetentionInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long records of finished erasures are kept.</summary>
    private static readonly TimeSpan RecordsKept = TimeSpan.FromDays(90);

    private static readonly string ListUnfinished = SqlText.Load("ErasureWorker.ListUnfinished");
    private static readonly string StartRetention = SqlText.Load("ErasureWorker.StartRetention");
    private static readonly string DeleteOld = SqlText.Load("ErasureWorker.DeleteOld");

    private readonly Guid _worker = Guid.NewGuid();
    private readonly StepSize _size = new();
    private readonly StepSize _sweepSize = new();

    /// <summary>The last dead letter read here for each erasure. A silo that takes an erasure over starts reading again.</summary>
    private readonly Dictionary<Guid, DeadLetterKey> _deadLettersRead = [];

    /// <summary>The sweeps that end an erasure here.</summary>
    private readonly Dictionary<Guid, AttributeSweep> _sweeps = [];

    private long? _retentionAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool isSignaled = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await availability.WaitAsync(stoppingToken);
            await database.Durability.WaitAsync(stoppingToken);
            try
            {
                await StartRetentionAsync(isSignaled, stoppingToken);
                while (await RunOnceAsync(stoppingToken))
                {
                }
            }
            catch (Exception e) when (PostgresFault.IsOfStore(e))
            {
                LogFailed(e.Message);
                availability.Report(e);
            }

            isSignaled = await signal.WaitAsync(Interval, stoppingToken);
        }
    }

    /// <summary>Runs a step of each erasure that waits for one.</summary>
    /// <returns>Whether more work can be done at once.</returns>
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
                // The queue may be unavailable for one site but not for others.
                LogFailed(e.Message);
            }

            await Task.Delay(timeProvider.GetElapsedTime(start) * DelayFactor, timeProvider, cancellation);
        }

        return isMore;
    }

    /// <returns>Whether the erasure may run another step now.</returns>
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
            case ErasurePhase.DeadLetters when step.Erasure.Owner is null:
                await step.RemoveDeadLettersAsync([], isLast: true);
                return true;
            case null:
                return false;
        }

        // The next phase queries other components first: a step that waits for them would hold a connection that they may need.
        LeasedErasure erasure = step.Erasure;
        await step.DisposeAsync();
        return erasure.Phase == ErasurePhase.DeadLetters ? await RemoveUserDeadLettersAsync(erasure, cancellation) : await FinishAsync(erasure, cancellation);
    }

    /// <summary>Removes events. After a failure the next step is smaller, because the statement may have timed out.</summary>
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
            .. page.Where(deadLetter => erasure.Bounds.Hold(deadLetter.Key.Epoch, deadLetter.Key.Entry) && OwnDeadLetters.IsOf(deadLetter, erasure.Owner!)).Select(deadLetter => deadLetter.Key),
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

    /// <returns>Whether the erasure may run another step now.</returns>
    private async Task<bool> FinishAsync(LeasedErasure erasure, CancellationToken cancellation)
    {
        if (!await AreQueuedEventsGoneAsync(erasure))
        {
            return false;
        }

        // Whatever fails, the sweep starts again: it may have been ahead of what was committed.
        _sweeps.Remove(erasure.Id, out AttributeSweep? sweep);
        await using ErasureStep? step = await LeaseAsync(erasure.SiteId, erasure.Id, cancellation);
        if (step?.Erasure.Phase != erasure.Phase)
        {
            return false;
        }

        sweep ??= step.Erasure.HasRemoved ? new AttributeSweep(erasure.SiteId) : null;
        if (sweep is { IsLast: false })
        {
            long start = timeProvider.GetTimestamp();
            await step.SweepAsync(sweep, _sweepSize.Chunks);
            _sweepSize.Observe(timeProvider.GetElapsedTime(start));
            _sweeps[erasure.Id] = sweep;
            return true;
        }

        await step.FinishAsync(sweep);
        LogFinished(erasure.Kind, erasure.SiteId);
        return false;
    }

    private Task<ErasureStep?> LeaseAsync(string siteId, Guid id, CancellationToken cancellation) =>
        ErasureStep.LeaseAsync(database, _worker, LeaseDuration, siteId, id, cancellation);

    /// <summary>Reads the queue first: whatever has left it by then is stored.</summary>
    private async Task<bool> AreQueuedEventsGoneAsync(LeasedErasure erasure)
    {
        if (erasure.Bounds.Epochs.Length == 0)
        {
            return true;
        }

        QueueSnapshot snapshot = await queue.ReadAsync(erasure.SiteId);
        return erasure.Bounds.AreReached(snapshot, await positions.ReadPositionAsync(erasure.SiteId));
    }

    /// <summary>Starts retention erasures, and deletes old records of finished ones.</summary>
    /// <param name="isSignaled">Whether a site's retention may have changed.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    internal async Task StartRetentionAsync(bool isSignaled, CancellationToken cancellation)
    {
        if (isSignaled || _retentionAt is not { } at || timeProvider.GetElapsedTime(at) >= RetentionInterval)
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

    [LoggerMessage(2131, LogLevel.Warning, "An erasure stopped: {Reason} It continues from its last step in a moment.")]
    private partial void LogFailed(string reason);

    [LoggerMessage(2132, LogLevel.Information, "An erasure ({Kind}) of site {SiteId} is complete.")]
    private partial void LogFinished(ErasureKind kind, string siteId);
}
