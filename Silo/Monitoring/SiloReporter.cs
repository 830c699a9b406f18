using Footfall.Background;

namespace Footfall.Monitoring;

/// <summary>Reports this silo's status for operators, from joining until it stops. Nothing depends on it.</summary>
internal sealed partial class SiloReporter(SiloMetrics metrics, IGrainFactory grains, TimeProvider timeProvider, ILogger<SiloReporter> logger)
    : SiloLoop
{
    private readonly ReportThrottle _throttle = new(timeProvider);

    protected override async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ReportThrottle.CheckInterval, timeProvider);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            HostTotals totals = metrics.ReadTotals();
            if (_throttle.ShouldReport(totals, metrics.IsStoreAway))
            {
                try
                {
                    await grains.GetGrain<IClusterStatusGrain>(0).Report(metrics.Read(totals));
                }
                catch (Exception e) when (e is OrleansException or TimeoutException)
                {
                    LogReportFailed(e.Message);
                }
            }
        }
    }

    [LoggerMessage(2161, LogLevel.Debug, "This silo's status could not be reported: {Reason} It is reported again in a moment.")]
    private partial void LogReportFailed(string reason);
}
