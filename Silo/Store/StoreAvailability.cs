using Footfall.Drain;
using Footfall.Startup;
using Polly;
using Polly.Retry;

namespace Footfall.Store;

/// <summary>
/// Whether PostgreSQL can be worked with. While it is away one probe at a time asks for it, and nobody else
/// bothers; the pump claims nothing meanwhile.
/// </summary>
internal sealed partial class StoreAvailability(Database database, StoreHistory history, TimeProvider clock, ILogger<StoreAvailability> logger)
{
    /// <summary>Between two probes: a part of what everybody waits once PostgreSQL is back.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();

    /// <summary>Completed while the store is up. Replaced under the lock; down until <see cref="Open"/> is called.</summary>
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Since when it has been away, on the clock's timestamp scale: at first since the start. Replaced under the lock.</summary>
    private long _awaySince = clock.GetTimestamp();

    /// <summary>For how long PostgreSQL has been away; null while it is up.</summary>
    public TimeSpan? Away => IsUp ? null : clock.GetElapsedTime(Volatile.Read(ref _awaySince));

    public bool IsUp => Volatile.Read(ref _up).Task.IsCompleted;

    public Task WaitAsync(CancellationToken cancellation) => Volatile.Read(ref _up).Task.WaitAsync(cancellation);

    /// <summary>The tables are there and PostgreSQL answers.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _up.TrySetResult();
        }
    }

    /// <summary>Notes a failure; if it means that PostgreSQL is away, starts to ask for it.</summary>
    public void Report(Exception failure)
    {
        if (!PostgresFault.IsOutage(failure))
        {
            return;
        }

        lock (_lock)
        {
            if (!_up.Task.IsCompleted)
            {
                return;
            }

            _awaySince = clock.GetTimestamp();
            _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        LogLost(database.Target, failure.Message);
        _ = ProbeUntilUpAsync();
    }

    private async Task ProbeUntilUpAsync()
    {
        ResiliencePipeline retry = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e =>
                    PostgresFault.IsOfStore(e) || e is StoreCopyException or StartupFaultException or QueueUnavailableException),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = LongestPause,
            })
            .Build();
        try
        {
            await retry.ExecuteAsync(async token =>
            {
                await using PooledConnection pooled = await database.Lanes.OpenAsync(token);
                await history.Ownership.ConfirmAsync(pooled.Connection, token);
                await history.CheckAsync(pooled.Connection, token);
            });
            LogBack(database.Target);
            Open();
        }
        catch (ObjectDisposedException)
        {
            // The silo has stopped; nobody waits any more.
        }
    }
}
