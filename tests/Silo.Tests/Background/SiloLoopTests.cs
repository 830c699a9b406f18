using Footfall.Servers;

namespace Footfall.Background;

[Trait("Tier", "fast")]
public sealed class SiloLoopTests
{
    [Fact]
    public async Task Loop_runs_while_the_silo_is_active_and_ends_before_it_has_stopped()
    {
        using var loop = new Loop();
        var lifecycle = new FakeSiloLifecycle();
        loop.Participate(lifecycle);
        Assert.False(loop.IsRunning);

        await lifecycle.StartAsync();
        await loop.Started.WithinLimitAsync();
        Assert.True(loop.IsRunning);

        await lifecycle.StopAsync();
        Assert.False(loop.IsRunning);
    }

    [Fact]
    public async Task Loop_that_fails_does_not_fail_the_silos_stop()
    {
        using var loop = new Loop { Failure = new InvalidOperationException() };
        var lifecycle = new FakeSiloLifecycle();
        loop.Participate(lifecycle);
        await lifecycle.StartAsync();
        await loop.Started.WithinLimitAsync();

        await lifecycle.StopAsync();
    }

    private sealed class Loop : SiloLoop
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Failure { get; init; }

        public Task Started => _started.Task;

        public bool IsRunning { get; private set; }

        protected override async Task RunAsync(CancellationToken stopping)
        {
            IsRunning = true;
            _started.SetResult();
            if (Failure is not null)
            {
                throw Failure;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            IsRunning = false;
        }
    }
}
