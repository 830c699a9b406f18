using Footfall.Store;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Keeps the silo busy: claims sites that have entries, and has their grains drain them. All silos compete for
/// all partitions; a claim carries no data, so it does not matter where the grain lives.
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
    /// <summary>Sites taken in one claim at most, so that the partitions share the workers.</summary>
    private const int SitesPerClaim = 64;

    private readonly PartitionSchedule _schedule = new(timeProvider, options.Value.PollInterval, options.Value.ClaimInterval);
    private readonly SemaphoreSlim _freeWorkers = new(options.Value.MaxConcurrentDrains);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private int _draining;

    /// <summary>How many sites are claimed and drained now.</summary>
    public int Busy => options.Value.MaxConcurrentDrains - _freeWorkers.CurrentCount;

    /// <summary>How many drains are under way; also while the pump stops, when no worker is to be had.</summary>
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

    /// <summary>Claims nothing more, and waits for the drains under way.</summary>
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
                // Also once the silo is told to stop: what it has claimed would wait for the lease to end.
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
                // It came to the stream's end, and found new entries there when it let go: let more of them gather.
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
