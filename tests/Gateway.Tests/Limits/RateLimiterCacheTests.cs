using Microsoft.Extensions.Time.Testing;

namespace Footfall.Limits;

[Trait("Tier", "fast")]
public sealed class RateLimiterCacheTests
{
    private const int MaxEntries = 1000;

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly RateLimiterCache _limiters;

    public RateLimiterCacheTests() => _limiters = new RateLimiterCache(_timeProvider, MaxEntries);

    [Fact]
    public void Key_KeepsItsMeter()
    {
        SourceRateLimiter limiter = Find(7);

        Assert.Same(limiter, Find(7));
        Assert.NotSame(limiter, Find(8));
    }

    [Fact]
    public void Memory_IsBounded()
    {
        for (uint key = 0; key < 100 * MaxEntries; key++)
        {
            Find(key);
            Assert.True(_limiters.Count <= MaxEntries);
        }
    }

    [Fact]
    public void WhoeverIsInUse_IsNotForgottenForTheCrowd()
    {
        SourceRateLimiter busy = Find(0);
        for (uint key = 1; key < 100 * MaxEntries; key++)
        {
            Find(key);
            if (key % 100 == 0)
            {
                Assert.Same(busy, Find(0));
            }
        }
    }

    [Fact]
    public void WhoeverIsNotSeenForLong_IsForgotten()
    {
        SourceRateLimiter limiter = Find(7);
        _timeProvider.Advance(TimeSpan.FromMinutes(9));
        Assert.Same(limiter, Find(7));

        Pass(TimeSpan.FromMinutes(30));

        Assert.NotSame(limiter, Find(7));
    }

    [Fact]
    public async Task ManyThreads_FindTheSameMeterWithinAGeneration()
    {
        SourceRateLimiter[][] found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, MaxEntries / 4).Select(key => Find((uint)key)).ToArray())));

        Assert.All(found, meters => Assert.Equal(found[0], meters));
    }

    private void Pass(TimeSpan time)
    {
        for (uint minute = 0; minute < time.TotalMinutes; minute++)
        {
            _timeProvider.Advance(TimeSpan.FromMinutes(1));
            Find(100_000 + minute);
        }
    }

    private SourceRateLimiter Find(uint key) => _limiters.Find(key, _limiters.Now);
}
