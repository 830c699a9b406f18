namespace Footfall.Drain;

public sealed class FencingTokenLockTests
{
    private readonly FencingTokenLock _lock = new();

    /// <summary>Waiters continue inline, one after another, as they do on a grain's turns.</summary>
    public FencingTokenLockTests() => SynchronizationContext.SetSynchronizationContext(null);

    [Fact]
    public async Task Drain_OfTheSameEpoch_IsRefusedUntilTheFirstExits()
    {
        Assert.True(await _lock.TryEnterDrainAsync("a"));

        Assert.True(_lock.IsDraining);
        Assert.False(await _lock.TryEnterDrainAsync("a"));

        _lock.Exit();
        Assert.False(_lock.IsDraining);
        Assert.True(await _lock.TryEnterDrainAsync("a"));
    }

    [Fact]
    public async Task Drain_OfAnotherEpoch_WaitsForTheOneUnderWay()
    {
        await _lock.TryEnterDrainAsync("a");
        Task<bool> other = _lock.TryEnterDrainAsync("b").AsTask();
        Assert.False(other.IsCompleted);

        _lock.Exit();

        Assert.True(other.IsCompletedSuccessfully && await other);
        Assert.True(_lock.IsDraining);
    }

    [Fact]
    public async Task Drain_WhileAnotherOperationRuns_IsRefused()
    {
        await _lock.EnterAsync();

        Assert.False(_lock.IsDraining);
        Assert.False(await _lock.TryEnterDrainAsync("a"));
    }

    [Fact]
    public async Task Operation_WaitsForADrain()
    {
        await _lock.TryEnterDrainAsync("a");
        Task operation = _lock.EnterAsync().AsTask();
        Assert.False(operation.IsCompleted);

        _lock.Exit();

        Assert.True(operation.IsCompletedSuccessfully);
        Assert.False(_lock.IsDraining);
    }

    [Fact]
    public async Task Waiters_EnterOneAtATimeInTheirOrder()
    {
        await _lock.EnterAsync();
        Task[] waiters = [.. Enumerable.Range(0, 3).Select(_ => _lock.EnterAsync().AsTask())];

        for (int i = 0; i < waiters.Length; i++)
        {
            _lock.Exit();
            Assert.Equal(i + 1, waiters.Count(waiter => waiter.IsCompleted));
            Assert.True(waiters[i].IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task Drain_ThatWaitedForAnotherEpoch_IsRefusedIfAnOperationEntersFirst()
    {
        await _lock.TryEnterDrainAsync("a");
        Task operation = _lock.EnterAsync().AsTask();
        Task<bool> drain = _lock.TryEnterDrainAsync("b").AsTask();

        _lock.Exit();

        Assert.True(operation.IsCompletedSuccessfully);
        Assert.False(await drain);
    }
}
