using Footfall.Startup;
using Microsoft.Extensions.Hosting;

namespace Footfall.Redis;

/// <summary>Checks Redis as soon as it responds.</summary>
/// <param name="check">The check.</param>
/// <param name="startupErrors">Where a host that has started reports a fault.</param>
/// <param name="holdsStart">Whether the host starts only when Redis has passed: a silo has no cluster to join before. Otherwise the
/// host serves meanwhile, as a gateway does, which responds to events with 503.</param>
public sealed class RedisStartupCheck(RedisCheck check, StartupErrors startupErrors, bool holdsStart) : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => holdsStart ? check.RunAsync(cancellationToken) : Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (holdsStart)
        {
            return;
        }

        try
        {
            await check.RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (StartupException fault)
        {
            startupErrors.Report(fault);
        }
    }
}
