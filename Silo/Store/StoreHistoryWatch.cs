namespace Footfall.Store;

/// <summary>Has the alarm about PostgreSQL's history repeated while it stands, also one from before this silo.</summary>
internal sealed class StoreHistoryWatch(StoreHistory history, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await history.RepeatAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
