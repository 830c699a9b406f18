namespace Footfall.Store;

/// <summary>Repeats the alarm about PostgreSQL's history while it is raised, even one that predates this silo.</summary>
internal sealed class WalRollbackMonitor(WalRollbackDetector rollbackDetector, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        do
        {
            await rollbackDetector.RepeatAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
