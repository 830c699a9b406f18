using Footfall.Store;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Keeps the silo busy: claims sites that have entries, and makes their grains drain them. All silos compete for
/// all partitions; a claim carries no data, so the grain's location does not matter.
/// </summary>
internal sealed partial class QueuePump(
    QueueConsumer queue,
    IConnectionMultiplexer redis,
    QueueKeys keys,
    DrainWorker worker,
    StoreAvailability availability,
    Database database,
    IOptions<QueuePumpOptions> options,
    TimeProvider timeProvider,
    ILogger<QueuePump> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Maximum number of sites per claim, so that partitions share the workers.</summary>
    private const int SitesPerClaim = 64;

    private readonly PartitionSchedule _schedule = new(timeProvider, options.Value.PollInterval, options.Value.ClaimInterval);
    private readonly SemaphoreSlim _freeWorkers = new(options.Value.MaxConcurrentDrains);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private int _draining;

    /// <summary>Number of sites claimed and being drained.</summary>
    public int Busy => options.Value.MaxConcurrentDrains - _freeWorkers.CurrentCount;

    /// <summary>Number of drains in progress; correct even while the pump stops, when all workers are taken.</summary>
    public int Draining => Volatile.Read(ref _draining);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(QueuePump), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose()
    {
        _freeWorkers.Dispose();
        _stopping.Dispose();
    }

    private Task StartAsync(CancellationToken cancellation)
    {
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Stops claiming, and waits for drains in progress.</summary>
    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (int worker = 0; worker < options.Value.MaxConcurrentDrains; worker++)
        {
            await _freeWorkers.WaitAsync(cancellation);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        ResiliencePipeline retry = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RedisException>().Handle<TimeoutException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(1),
                OnRetry = attempt =>
                {
                    if (attempt.AttemptNumber == 0)
                    {
                        LogRedisAway(attempt.Outcome.Exception!.Message);
                    }

                    _schedule.PollNow();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        await retry.ExecuteAsync(async _ => await ListenAsync(), cancellation);
        while (!cancellation.IsCancellationRequested)
        {
            await retry.ExecuteAsync(async token => await ClaimDueAsync(token), cancellation);
        }
    }

    private async Task ListenAsync()
    {
        ChannelMessageQueue messages = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Pattern(keys.WakePattern));
        messages.OnMessage(message =>
        {
            if (QueueKeys.TryParseWake((string?)message.Channel ?? "", out int partition))
            {
                _schedule.Wake(partition);
            }
        });
    }

    private async Task ClaimDueAsync(CancellationToken cancellation)
    {
        DuePartitions due = await _schedule.DequeueDueAsync(cancellation);
        if (due.IsPoll)
        {
            foreach (int partition in await queue.FindReadyAsync())
            {
                _schedule.Schedule(partition, TimeSpan.Zero);
            }
        }

        Random.Shared.Shuffle(due.Partitions);
        foreach (int partition in due.Partitions)
        {
            await availability.WaitAsync(cancellation);
            await database.Durability.WaitAsync(cancellation);
            await _freeWorkers.WaitAsync(cancellation);
            int limit = Math.Min(SitesPerClaim, _freeWorkers.CurrentCount + 1);
            QueueClaim claim;
            try
            {
                claim = await queue.ClaimAsync(partition, limit, options.Value.LeaseDuration);
            }
            finally
            {
                _freeWorkers.Release();
            }

            if (claim.Members.Length > 0)
            {
                _schedule.RecordClaim(partition);
            }

            foreach (byte[] member in claim.Members)
            {
                // Even when the silo is stopping: claimed sites would otherwise wait for the lease to expire.
                await _freeWorkers.WaitAsync(CancellationToken.None);
                _ = WorkAsync(partition, member, claim.Token);
            }

            if (claim.Members.Length == limit)
            {
                _schedule.Schedule(partition, TimeSpan.Zero);
            }
            else if (claim.NextDue is { } wait)
            {
                _schedule.Schedule(partition, wait);
            }
        }
    }

    private async Task WorkAsync(int partition, byte[] member, string token)
    {
        Interlocked.Increment(ref _draining);
        try
        {
            long start = timeProvider.GetTimestamp();
            TimeSpan? wait = await worker.RunAsync(partition, member, token);
            if (wait == TimeSpan.Zero && timeProvider.GetElapsedTime(start) < options.Value.ClaimInterval)
            {
                // It reached the end of the stream, and found new entries there on release: let more of them accumulate.
                _schedule.Wake(partition);
            }
            else if (wait is { } rest)
            {
                _schedule.Schedule(partition, rest);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _draining);
            _freeWorkers.Release();
        }
    }
}
