using System.Text.Json;
using Footfall.Drain;
using Footfall.Redis;
using Footfall.Store;
using Footfall.Telemetry;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Footfall.Queue;

/// <summary>
/// Calls a claimed site's grain to drain it, then releases the claim. Claims only coordinate the work, so a
/// failure here costs time at most: the lease expires, and a silo claims the site again.
/// </summary>
internal sealed partial class DrainWorker
{
    /// <summary>
    /// Delay for a site whose drain is already running, or whose grain is on a silo that is stopping or gone: short
    /// compared to a lease, so that it does not hold the site up, and long enough that retrying costs nothing.
    /// </summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ReleasePause = TimeSpan.FromMilliseconds(250);

    private static readonly Dictionary<DrainOutcome, string> OutcomeNames =
        Enum.GetValues<DrainOutcome>().ToDictionary(outcome => outcome, outcome => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString()));

    private readonly QueueConsumer _queue;
    private readonly IGrainFactory _grains;
    private readonly WalRollbackDetector _rollbackDetector;
    private readonly StoreMetrics _metrics;
    private readonly ILogger<DrainWorker> _logger;
    private readonly ResiliencePipeline _release;

    public DrainWorker(
        QueueConsumer queue, IGrainFactory grains, WalRollbackDetector rollbackDetector, StoreMetrics metrics, IOptions<QueuePumpOptions> options, TimeProvider timeProvider, ILogger<DrainWorker> logger)
    {
        _queue = queue;
        _grains = grains;
        _rollbackDetector = rollbackDetector;
        _metrics = metrics;
        _logger = logger;

        // A release may be repeated: it trims by id, and changes the score only while it is still this claim's.
        _release = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(RedisFault.IsOutage),
                MaxRetryAttempts = Math.Max(1, (int)(options.Value.LeaseDuration / ReleasePause)),
                Delay = ReleasePause,
            })
            .Build();
    }

    /// <returns>When to check the partition again; null if this drain does not determine it.</returns>
    public async Task<TimeSpan?> RunAsync(int partition, byte[] member, string token)
    {
        if (!SiteStreamRef.TryParse(member, out SiteStreamRef site) || SitePartition.Of(site.SiteId) != partition)
        {
            return await QuarantineAsync(partition, member);
        }

        DrainReport report;
        try
        {
            report = await _grains.GetSite(site.SiteId).Drain(site.Epoch);
        }
        catch (Exception e)
        {
            // After a timeout the drain may still be running; the next one then gets Busy, and waits as well.
            LogDrainFailed(e.Message);
            _metrics.RecordDrain("failed");
            return await ReleaseAsync(partition, site, token, null, RetryDelay);
        }

        _metrics.RecordDrain(OutcomeNames[report.Outcome]);
        return report.Outcome switch
        {
            DrainOutcome.Unreadable => await QuarantineAsync(partition, member),
            DrainOutcome.Busy => await ReleaseAsync(partition, site, token, null, RetryDelay),
            _ => await ReleaseAsync(partition, site, token, report.TrimTo, report.Delay),
        };
    }

    private async Task<TimeSpan?> ReleaseAsync(int partition, SiteStreamRef site, string token, EntryId? trimTo, TimeSpan delay)
    {
        try
        {
            string position = _rollbackDetector.TakeFor(partition);
            long left = await _release.ExecuteAsync(async _ => await _queue.ReleaseAsync(partition, site, token, trimTo, delay, position));
            return left > 0 ? delay : null;
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            LogNotReleased(e.Message);
            return null;
        }
    }

    private async Task<TimeSpan?> QuarantineAsync(int partition, byte[] member)
    {
        LogQuarantined(partition, Convert.ToHexString(member));
        try
        {
            await _queue.QuarantineAsync(partition, member);
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            LogNotReleased(e.Message);
        }

        return null;
    }
}
