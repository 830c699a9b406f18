using Footfall.Background;
using Footfall.Drain;
using Footfall.Health;
using Footfall.Startup;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Polly;

namespace Footfall.Store;

/// <summary>
/// Tracks whether PostgreSQL is reachable. During an outage a single probe reconnects; other callers wait
/// and the pump claims nothing.
/// </summary>
internal sealed partial class StoreAvailability(
    Database database, WalRollbackDetector rollbackDetector, TimeProvider timeProvider, ILogger<StoreAvailability> logger, OngoingFaults? faults = null)
{
    /// <summary>Maximum delay between two probes, part of what all callers wait once PostgreSQL is back.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Delay before retrying work that PostgreSQL could not do, for example on a full disk: only real work can show recovery.
    /// </summary>
    private static readonly TimeSpan PauseBeforeWork = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();

    /// <summary>Completed while the store is up. Replaced under the lock; down until <see cref="Open"/> is called.</summary>
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether PostgreSQL answered but could not do its work. Replaced under the lock.</summary>
    private volatile bool _isPausing;

    /// <summary>Start of the outage on the clock's timestamp scale, initially the silo's start. Replaced under the lock.</summary>
    private long _awaySince = timeProvider.GetTimestamp();

    /// <summary>PostgreSQL's error message; null while it is up or was never reached. Replaced under the lock.</summary>
    private string? _reason;

    /// <summary>Whether commits succeed while PostgreSQL is up.</summary>
    public CommitHealth Commits { get; } = new(faults ?? new OngoingFaults(timeProvider, NullLogger<OngoingFaults>.Instance), timeProvider);

    /// <summary>Error message of the outage; null while PostgreSQL is up.</summary>
    public string? Reason => IsUp ? null : Volatile.Read(ref _reason);

    /// <summary>Duration of the outage; null while PostgreSQL is up, and while it answers but cannot work.</summary>
    public TimeSpan? Away => IsUp || _isPausing ? null : timeProvider.GetElapsedTime(Volatile.Read(ref _awaySince));

    public bool IsUp => Volatile.Read(ref _up).Task.IsCompleted;

    public Task WaitAsync(CancellationToken cancellation) => Volatile.Read(ref _up).Task.WaitAsync(cancellation);

    /// <summary>Opens the store: the tables exist and PostgreSQL answers.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _up.TrySetResult();
        }
    }

    /// <summary>Records a failure and starts probing if it means that PostgreSQL is unavailable.</summary>
    public void Report(Exception failure)
    {
        if (failure is PostgresException refusal && PostgresFault.IsStatementMixUp(refusal))
        {
            database.StopPreparing();
            LogMixedUp(database.Target, refusal.MessageText);
        }

        if (!PostgresFault.IsOutage(failure))
        {
            return;
        }

        bool isAway = PostgresFault.IsAway(failure);
        lock (_lock)
        {
            if (!_up.Task.IsCompleted)
            {
                return;
            }

            _awaySince = timeProvider.GetTimestamp();
            _isPausing = !isAway;
            _reason = failure.Message;
            _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        database.Clear();
        if (isAway)
        {
            LogLost(database.Target, failure.Message);
        }

        _ = ProbeUntilUpAsync(isAway);
    }

    private async Task ProbeUntilUpAsync(bool isAway)
    {
        if (!isAway)
        {
            await Task.Delay(PauseBeforeWork, timeProvider);
        }

        // Another server may have taken over the address, and only a new connection reaches it.
        ResiliencePipeline retry = RetryForever.Create(
            e => PostgresFault.IsOfStore(e) || e is StoreCopyException or StartupException or QueueUnavailableException,
            delay: TimeSpan.FromMilliseconds(100),
            maxDelay: MaxPause,
            (_, _) => database.Clear());
        try
        {
            await retry.ExecuteAsync(async token =>
            {
                await using PooledConnection pooled = await database.CommitWorkers.OpenAsync(token);
                await using (NpgsqlTransaction transaction = await pooled.BeginTransactionAsync(token))
                {
                    await rollbackDetector.Ownership.ConfirmAsync(pooled.Connection, token);
                    await transaction.CommitAsync(token);
                }

                await rollbackDetector.CheckAsync(pooled.Connection, token);
            });
            if (isAway)
            {
                LogBack(database.Target);
            }

            Open();
        }
        catch (ObjectDisposedException)
        {
            // The silo has stopped, so no caller waits.
        }
    }
}
