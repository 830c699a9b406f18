namespace Footfall.Servers;

/// <summary>Starts and stops the participants of a silo's lifecycle, without a silo.</summary>
internal sealed class FakeSiloLifecycle : ISiloLifecycle
{
    private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _observers.Add((stage, observer));
        return new MemoryStream();
    }

    public async Task StartAsync()
    {
        foreach ((int stage, ILifecycleObserver observer) in _observers.OrderBy(item => item.Stage))
        {
            await observer.OnStart(CancellationToken.None);
            HighestCompletedStage = stage;
        }
    }

    public async Task StopAsync()
    {
        foreach ((int stage, ILifecycleObserver observer) in _observers.OrderByDescending(item => item.Stage))
        {
            await observer.OnStop(CancellationToken.None).WithinLimitAsync();
            LowestStoppedStage = stage;
        }
    }
}
