using Footfall.Cluster;
using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Watch;

/// <summary>
/// Says how this gateway is, hears how all others are, and keeps the history: one loop, however many look at it. Goes on
/// without the silos, with what the gateway knows by itself.
/// </summary>
internal sealed partial class LiveFeed : BackgroundService
{
    private readonly GatewayFigures _figures;
    private readonly InstallationView _view;
    private readonly OverviewBook _book;
    private readonly QueueSurvey _survey;
    private readonly IClusterClient _cluster;
    private readonly ClusterConnection _connection;
    private readonly TimeProvider _clock;
    private readonly ILogger<LiveFeed> _logger;
    private readonly WatchSubscription _subscription;

    /// <summary>When the queue is next counted here, should no silo do it. On the clock's timestamp scale.</summary>
    private long _countAt;

    public LiveFeed(
        GatewayFigures figures,
        InstallationView view,
        OverviewBook book,
        QueueSurvey survey,
        IClusterClient cluster,
        ClusterConnection connection,
        TimeProvider clock,
        ILogger<LiveFeed> logger)
    {
        _figures = figures;
        _view = view;
        _book = book;
        _survey = survey;
        _cluster = cluster;
        _connection = connection;
        _clock = clock;
        _logger = logger;
        _subscription = new WatchSubscription(cluster, view.Hear, clock);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(BeatAsync(stoppingToken), ReportAsync(stoppingToken));

    /// <summary>The view, as soon as a quarter of a second after there is something new to see; it waits for nobody.</summary>
    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ReportPace.Look, _clock);
        var pace = new ReportPace(_clock);
        long seen = 0;
        while (await timer.WaitForNextTickAsync(stopping))
        {
            HostTotals totals = _figures.ReadTotals();
            bool isOwnNews = pace.Take(totals);
            if (isOwnNews)
            {
                _view.Hear(_figures.Read(totals));
            }

            long heard = _view.Heard;
            if (isOwnNews || heard != seen)
            {
                seen = heard;
                _book.Note(_view.Read());
            }
        }
    }

    private async Task ReportAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ReportPace.Look, _clock);
        var pace = new ReportPace(_clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            HostTotals totals = _figures.ReadTotals();
            if (!_connection.IsUp)
            {
                await CountQueueAsync();
            }
            else if (pace.Take(totals))
            {
                await ReportAsync(_figures.Read(totals));
            }
        }

        await _subscription.LeaveAsync();
    }

    private async Task ReportAsync(HostSample own)
    {
        try
        {
            IWatchGrain watch = _cluster.GetGrain<IWatchGrain>(0);
            await _subscription.FollowAsync(await watch.Report(own), watch);
        }
        catch (Exception e) when (SiteClient.IsNoAnswer(e))
        {
            LogNotSaid(e.Message);
        }
    }

    /// <summary>While no silo says what waits.</summary>
    private async Task CountQueueAsync()
    {
        long now = _clock.GetTimestamp();
        if (now < _countAt)
        {
            return;
        }

        QueueSums? queue = null;
        try
        {
            queue = await _survey.SumAsync();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Then nobody knows what waits.
        }

        _view.Hear(queue);
        _countAt = _clock.GetTimestamp() + (long)(QueuePace.RestAfter(queue?.Sites ?? 0).TotalSeconds * _clock.TimestampFrequency);
    }

    [LoggerMessage(1051, LogLevel.Debug, "No silo heard how this gateway is: {Reason} It is said again in a moment.")]
    private partial void LogNotSaid(string reason);
}
