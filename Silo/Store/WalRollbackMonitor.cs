using Footfall.Background;

namespace Footfall.Store;

/// <summary>Repeats the alarm about PostgreSQL's history while it is raised, even one that predates this silo.</summary>
internal sealed class WalRollbackMonitor(WalRollbackDetector rollbackDetector, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RunOnceAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override Task RunOnceAsync(CancellationToken cancellation) => rollbackDetector.RepeatAsync();
}
