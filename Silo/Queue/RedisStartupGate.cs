using Footfall.Redis;

namespace Footfall.Queue;

/// <summary>Holds the silo's start until Redis answers: without it there is no cluster to join.</summary>
internal sealed class RedisStartupGate(RedisCheck check) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => check.RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
