using Footfall.Background;
using Footfall.Redis;
using Footfall.Store;
using Microsoft.Extensions.Options;
using Polly;
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
    ILogger<QueuePump> logger) : SiloLoop
{
    /// <summary>Maximum number of sites per claim, so that partitions share the workers.</summary>
    private const int SitesPerClaim = 64;

    private readonly PartitionSchedule _schedule = new(timeProvider, options.Value.PollInterval, options.Value.ClaimInterval);
    private readonly SemaphoreSlim _freeWorkers = new(options.Value.MaxConcurrentDrains);
    private int _draining;

    /// <summary>Number of sites claimed and being drained.</summary>
    public int Busy => options.Value.MaxConcurrentDrains - _freeWorkers.CurrentCount;

    /// <summary>Number of drains in progress; correct even while the pump stops, when all workers are taken.</summary>
    public int Draining => Volatile.Read(ref _draining);

    protected override void Dispose(bool disposing)
    {
        _freeWorkers.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Stops claiming, and waits for drains in progress.</summary>
    protected override async Task StopAsync(CancellationToken cancellation)
    {
        // However long it takes: until the loop has ended, claimed sites may lack a worker.
        await base.StopAsync(CancellationToken.None);
        for (int worker = 0; worker < options.Value.MaxConcurrentDrains; worker++)
        {
            await _freeWorkers.WaitAsync(cancellation);
        }
    }

    protected override async Task RunAsync(CancellationToken stopping)
    {
        ResiliencePipeline retry = RetryForever.Create(
            RedisFault.IsOutage, delay: TimeSpan.FromMilliseconds(100), maxDelay: TimeSpan.FromSeconds(1), (failures, last) =>
            {
                if (failures == 1)
                {
                    LogRedisAway(last.Message);
                }

                _schedule.PollNow();
            });
        await retry.ExecuteAsync(async _ => await ListenAsync(), stopping);
        while (!stopping.IsCancellationRequested)
        {
            await retry.ExecuteAsync(async token => await ClaimDueAsync(token), stopping);
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
