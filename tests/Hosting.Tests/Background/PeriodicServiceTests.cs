using Microsoft.Extensions.Time.Testing;

namespace Footfall.Background;

[Trait("Tier", "fast")]
public sealed class PeriodicServiceTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly CountingService _service;

    public PeriodicServiceTests() => _service = new CountingService(_timeProvider);

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Work_runs_first_after_one_interval_and_then_each_interval()
    {
        await _service.StartAsync(CancellationToken.None);
        Assert.Equal(0, _service.Runs);

        for (int run = 1; run <= 3; run++)
        {
            int expected = run;
            await Eventually.TrueAsync(() => TickUntil(expected));
        }

        await _service.StopAsync(CancellationToken.None);
        int runs = _service.Runs;
        _timeProvider.Advance(Interval);
        Assert.Equal(runs, _service.Runs);
    }

    [Fact]
    public async Task Work_that_takes_longer_than_the_interval_delays_the_next_run()
    {
        var gate = new TaskCompletionSource();
        _service.Work = gate.Task;
        await _service.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => TickUntil(1));
        for (int tick = 0; tick < 5; tick++)
        {
            _timeProvider.Advance(Interval);
        }

        Assert.Equal(1, _service.Runs);
        _service.Work = Task.CompletedTask;
        gate.SetResult();

        // The ticks that passed meanwhile are one.
        await Eventually.TrueAsync(() => _service.Runs == 2);
        await _service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Work_that_throws_ends_the_service_with_its_exception()
    {
        _service.Work = Task.FromException(new InvalidOperationException("broken"));
        await _service.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() =>
        {
            _timeProvider.Advance(Interval);
            return _service.ExecuteTask is { IsFaulted: true };
        });
        Assert.Equal("broken", _service.ExecuteTask!.Exception!.InnerException!.Message);
    }

    /// <summary>Advances the time only while the run is missing: the timer starts on another thread.</summary>
    private bool TickUntil(int runs)
    {
        if (_service.Runs < runs)
        {
            _timeProvider.Advance(Interval);
        }

        return _service.Runs >= runs;
    }

    private sealed class CountingService(TimeProvider timeProvider) : PeriodicService(Interval, timeProvider)
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        public Task Work { get; set; } = Task.CompletedTask;

        protected override Task RunOnceAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _runs);
            return Work;
        }
    }
}
