namespace Footfall.Background;

/// <summary>Work that a silo repeats while it is an active member of the cluster: from joining until it is asked to stop.</summary>
internal abstract class SiloLoop : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(GetType().Name, ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _stopping.Dispose();

    /// <summary>Runs until the token is canceled. A failure ends the loop for good.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);

    /// <summary>Ends the loop, and waits until it has ended or the token is canceled.</summary>
    protected virtual async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task StartAsync(CancellationToken cancellation)
    {
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }
}
