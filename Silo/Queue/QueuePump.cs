using Footfall.Drain;
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
    IGrainFactory grains,
    StoreAvailability availability,
    StoreHistory history,
    IOptions<PumpOptions> options,
    TimeProvider clock,
    ILogger<QueuePump> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Sites taken in one claim at most, so that the partitions share the workers.</summary>
    private const int SitesPerClaim = 64;

    private readonly PartitionSchedule _schedule = new(clock, options.Value.Poll);
    private readonly SemaphoreSlim _freeWorkers = new(options.Value.Workers);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

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
        for (int worker = 0; worker < options.Value.Workers; worker++)
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

                    _schedule.HastenAll();
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
        ChannelMessageQueue messages = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Pattern(QueueKeys.WakePattern));
        messages.OnMessage(message =>
        {
            if (QueueKeys.TryParseWake((string?)message.Channel ?? "", out int partition))
            {
                _schedule.Hasten(partition, TimeSpan.Zero);
            }
        });
    }

    private async Task ClaimDueAsync(CancellationToken cancellation)
    {
        foreach (int partition in await _schedule.TakeDueAsync(cancellation))
        {
            await availability.WaitAsync(cancellation);
            await _freeWorkers.WaitAsync(cancellation);
            int most = Math.Min(SitesPerClaim, _freeWorkers.CurrentCount + 1);
            QueueClaim claim;
            try
            {
                claim = await queue.ClaimAsync(partition, most, options.Value.Lease);
            }
            finally
            {
                _freeWorkers.Release();
            }

            foreach (byte[] member in claim.Members)
            {
                await _freeWorkers.WaitAsync(cancellation);
                _ = WorkAsync(partition, member, claim.Token);
            }

            if (claim.Members.Length == most)
            {
                _schedule.Hasten(partition, TimeSpan.Zero);
            }
            else if (claim.NextDue is { } wait)
            {
                _schedule.Hasten(partition, wait);
            }
        }
    }

    /// <summary>Drains one claimed site. Whatever fails, the lease ends by itself and somebody claims again.</summary>
    private async Task WorkAsync(int partition, byte[] member, string token)
    {
        try
        {
            if (!ReadyMember.TryParse(member, out ReadyMember site) || SitePartition.Of(site.SiteId) != partition)
            {
                await QuarantineAsync(partition, member);
                return;
            }

            DrainReport report = await grains.GetGrain<ISiteGrain>(site.SiteId).Drain(site.Epoch);
            switch (report.Outcome)
            {
                case DrainOutcome.Drained or DrainOutcome.Retry:
                    if (await queue.ReleaseAsync(partition, site, token, report.TrimTo, report.Delay, history.TakeFor(partition)) > 0)
                    {
                        _schedule.Hasten(partition, report.Delay);
                    }

                    break;
                case DrainOutcome.Unreadable:
                    await QuarantineAsync(partition, member);
                    break;
                case DrainOutcome.Busy:
                    break;
            }
        }
        catch (Exception e)
        {
            LogDrainFailed(e.Message);
        }
        finally
        {
            _freeWorkers.Release();
        }
    }

    private async Task QuarantineAsync(int partition, byte[] member)
    {
        LogQuarantined(partition, Convert.ToHexString(member));
        await queue.QuarantineAsync(partition, member);
    }
}
