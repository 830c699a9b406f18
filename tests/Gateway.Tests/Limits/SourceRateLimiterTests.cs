using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Limits;

[Trait("Tier", "fast")]
public sealed class SourceRateLimiterTests
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);
    private static readonly RateLimit TenEvents = new(new Rate(10, Burst), default);
    private static readonly RateLimit ThousandBytes = new(default, new Rate(1000, Burst));

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly SourceRateLimiter _limiter = new();
    private readonly RateLimiterCache _limiters;

    public SourceRateLimiterTests() => _limiters = new RateLimiterCache(_timeProvider);

    [Fact]
    public void Burst_MayComeAtOnce_AndNotOneMore()
    {
        Assert.Equal(100, TakeAll(TenEvents));
        Assert.Equal(RateState.Exceeded, Acquire(1, TenEvents));
    }

    [Fact]
    public void WhatWasTaken_ComesBackAtTheRate()
    {
        TakeAll(TenEvents);

        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, TakeAll(TenEvents));

        _timeProvider.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, TakeAll(TenEvents));
    }

    [Fact]
    public void Refused_CountsForNothing()
    {
        TakeAll(TenEvents);
        for (int i = 0; i < 1000; i++)
        {
            Acquire(1, TenEvents);
        }

        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, TakeAll(TenEvents));
    }

    [Fact]
    public void MoreThanIsLeft_IsTakenOnce_AndCountsInFull()
    {
        Assert.NotEqual(RateState.Exceeded, Acquire(1000, TenEvents));

        _timeProvider.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(RateState.Exceeded, Acquire(1, TenEvents));
        _timeProvider.Advance(TimeSpan.FromSeconds(0.1));
        Assert.NotEqual(RateState.Exceeded, Acquire(1, TenEvents));
    }

    [Fact]
    public void Bytes_AreHeldToTheirOwnRate()
    {
        Assert.NotEqual(RateState.Exceeded, Acquire(1, ThousandBytes, bytes: 10_000));
        Assert.Equal(RateState.Exceeded, Acquire(1, ThousandBytes, bytes: 1));

        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(RateState.Exceeded, Acquire(1, ThousandBytes, bytes: 1));
    }

    [Fact]
    public void WhoHasLittleLeft_IsToldSo()
    {
        Assert.Equal(RateState.Allowed, Acquire(80, TenEvents));
        Assert.Equal(RateState.NearLimit, Acquire(1, TenEvents));
    }

    [Fact]
    public void AnotherRate_HoldsFromTheNextEventOn()
    {
        TakeAll(TenEvents);

        Assert.Equal(RateState.Allowed, Acquire(1, new RateLimit(new Rate(1000, TimeSpan.FromMinutes(1)), default)));
        Assert.Equal(RateState.Allowed, Acquire(1, default));
    }

    [Fact]
    public async Task ManyThreads_TakeNoMoreThanThereIs()
    {
        var limit = new RateLimit(new Rate(1000, Burst), default);
        int[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TakeAll(limit))));

        Assert.Equal(10_000, taken.Sum());
    }

    [Fact]
    public void Headers_TellQuotaAndWhatIsLeft_InTheFormOfTheDraft()
    {
        var limit = new RateLimit(new Rate(10, Burst), new Rate(1000, Burst));
        Acquire(90, limit, bytes: 5000);
        HttpResponse response = new DefaultHttpContext().Response;

        int wait = RateHeaders.Write(response, _limiter.Levels("site", limit, _limiters.Now));

        Assert.Equal(0, wait);
        Assert.Equal("\"site-events\";q=100;w=10, \"site-bytes\";q=10000;w=10;qu=\"content-bytes\"", response.Headers["RateLimit-Policy"]);
        Assert.Equal("\"site-events\";r=10;t=9, \"site-bytes\";r=5000;t=5", response.Headers["RateLimit"]);
    }

    [Fact]
    public void Headers_OfWhoHasNothingLeft_TellWhenThereIsSomething()
    {
        Acquire(130, TenEvents);
        HttpResponse response = new DefaultHttpContext().Response;

        int wait = RateHeaders.Write(response, _limiter.Levels("address", TenEvents, _limiters.Now));

        Assert.Equal(4, wait); // a moment after the third second
        Assert.Equal("\"address-events\";r=0;t=4", response.Headers["RateLimit"]);
    }

    private int TakeAll(RateLimit limit)
    {
        int taken = 0;
        while (Acquire(1, limit) != RateState.Exceeded)
        {
            taken++;
        }

        return taken;
    }

    private RateState Acquire(int events, RateLimit limit, long bytes = 0) => _limiter.Acquire(events, bytes, limit, _limiters.Now);
}
