using Footfall.Cluster;
using Footfall.Queue;
using Footfall.Redis;

namespace Footfall.Monitoring;

/// <summary>
/// Reports this gateway's status, receives that of all other hosts, and keeps the history: one loop, for any number of viewers.
/// Continues without the silos, with what the gateway knows itself.
/// </summary>
internal sealed partial class ClusterStatusService : BackgroundService
{
    private readonly GatewayMetrics _metrics;
    private readonly InstallationView _view;
    private readonly OverviewHistory _history;
    private readonly BacklogScanner _scanner;
    private readonly IClusterClient _cluster;
    private readonly ClusterConnection _connection;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<ClusterStatusService> _logger;
    private readonly StatusSubscription _subscription;

    /// <summary>When the backlog is next counted here, if no silo does, as a timestamp of the clock.</summary>
    private long _countAt;

    public ClusterStatusService(
        GatewayMetrics metrics,
        InstallationView view,
        OverviewHistory history,
        BacklogScanner scanner,
        IClusterClient cluster,
        ClusterConnection connection,
        TimeProvider timeProvider,
        ILogger<ClusterStatusService> logger)
    {
        _metrics = metrics;
        _view = view;
        _history = history;
        _scanner = scanner;
        _cluster = cluster;
        _connection = connection;
        _timeProvider = timeProvider;
        _logger = logger;
        _subscription = new StatusSubscription(cluster, view.Update, timeProvider);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(BeatAsync(stoppingToken), ReportAsync(stoppingToken));

    /// <summary>Updates the view within a quarter of a second of a change, without waiting for any call.</summary>
    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ReportThrottle.CheckInterval, _timeProvider);
        var throttle = new ReportThrottle(_timeProvider);
        long seen = 0;
        while (await timer.WaitForNextTickAsync(stopping))
        {
            HostTotals totals = _metrics.ReadTotals();
            bool isOwnNews = throttle.ShouldReport(totals);
            if (isOwnNews)
            {
                _view.Update(_metrics.Read(totals));
            }

            long heard = _view.Heard;
            if (isOwnNews || heard != seen)
            {
                seen = heard;
                _history.Record(_view.Read());
            }
        }
    }

    private async Task ReportAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ReportThrottle.CheckInterval, _timeProvider);
        var throttle = new ReportThrottle(_timeProvider);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            HostTotals totals = _metrics.ReadTotals();
            if (!_connection.IsUp)
            {
                await CountQueueAsync();
            }
            else if (throttle.ShouldReport(totals))
            {
                await ReportAsync(_metrics.Read(totals));
            }
        }

        await _subscription.LeaveAsync();
    }

    private async Task ReportAsync(HostSample own)
    {
        try
        {
            IClusterStatusGrain status = _cluster.GetGrain<IClusterStatusGrain>(0);
            await _subscription.FollowAsync(await status.Report(own), status);
        }
        catch (Exception e) when (SiteClient.IsNoAnswer(e))
        {
            LogReportFailed(e.Message);
        }
    }

    /// <summary>Counts the backlog while no silo reports it.</summary>
    private async Task CountQueueAsync()
    {
        long now = _timeProvider.GetTimestamp();
        if (now < _countAt)
        {
            return;
        }

        BacklogTotals? queue = null;
        try
        {
            queue = await _scanner.ReadTotalsAsync();
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            // The backlog is unknown then.
        }

        _view.Update(queue);
        _countAt = _timeProvider.GetTimestamp() + (long)(BacklogScanThrottle.DelayAfter(queue?.Sites ?? 0).TotalSeconds * _timeProvider.TimestampFrequency);
    }

    [LoggerMessage(1051, LogLevel.Debug, "This gateway's status could not be reported: {Reason} It is reported again in a moment.")]
    private partial void LogReportFailed(string reason);
}
