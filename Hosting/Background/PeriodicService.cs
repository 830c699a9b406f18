using Microsoft.Extensions.Hosting;

namespace Footfall.Background;

/// <summary>
/// Work that a host repeats in the background, the first time one interval after its start. A run that takes longer than the
/// interval delays the next one. An exception ends the host, as that of any background service does.
/// </summary>
public abstract class PeriodicService(TimeSpan interval, TimeProvider timeProvider) : BackgroundService
{
    protected TimeProvider TimeProvider { get; } = timeProvider;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, TimeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await RunOnceAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    protected abstract Task RunOnceAsync(CancellationToken cancellation);
}
