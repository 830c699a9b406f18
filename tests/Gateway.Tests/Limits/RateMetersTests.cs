using Microsoft.Extensions.Time.Testing;

namespace Footfall.Limits;

public sealed class RateMetersTests
{
    private const int Most = 1000;

    private readonly FakeTimeProvider _clock = new();
    private readonly RateMeters _meters;

    public RateMetersTests() => _meters = new RateMeters(_clock, Most);

    [Fact]
    public void Key_KeepsItsMeter()
    {
        RateMeter meter = Find(7);

        Assert.Same(meter, Find(7));
        Assert.NotSame(meter, Find(8));
    }

    [Fact]
    public void Memory_IsBounded()
    {
        for (uint key = 0; key < 100 * Most; key++)
        {
            Find(key);
            Assert.True(_meters.Count <= Most);
        }
    }

    [Fact]
    public void WhoeverIsInUse_IsNotForgottenForTheCrowd()
    {
        RateMeter busy = Find(0);
        for (uint key = 1; key < 100 * Most; key++)
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
        RateMeter meter = Find(7);
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Same(meter, Find(7));

        Pass(TimeSpan.FromMinutes(30));

        Assert.NotSame(meter, Find(7));
    }

    [Fact]
    public async Task ManyThreads_FindTheSameMeterWithinAGeneration()
    {
        RateMeter[][] found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, Most / 4).Select(key => Find((uint)key)).ToArray())));

        Assert.All(found, meters => Assert.Equal(found[0], meters));
    }

    private void Pass(TimeSpan time)
    {
        for (uint minute = 0; minute < time.TotalMinutes; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            Find(100_000 + minute);
        }
    }

    private RateMeter Find(uint key) => _meters.Find(key, _meters.Now);
}
