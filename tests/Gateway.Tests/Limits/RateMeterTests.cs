using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Limits;

public sealed class RateMeterTests
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);
    private static readonly Allowance TenEvents = new(new Rate(10, Burst), default);
    private static readonly Allowance ThousandBytes = new(default, new Rate(1000, Burst));

    private readonly FakeTimeProvider _clock = new();
    private readonly RateMeter _meter = new();
    private readonly RateMeters _meters;

    public RateMeterTests() => _meters = new RateMeters(_clock);

    [Fact]
    public void Burst_MayComeAtOnce_AndNotOneMore()
    {
        Assert.Equal(100, TakeAll(TenEvents));
        Assert.Equal(RateState.Over, Take(1, TenEvents));
    }

    [Fact]
    public void WhatWasTaken_ComesBackAtTheRate()
    {
        TakeAll(TenEvents);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, TakeAll(TenEvents));

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, TakeAll(TenEvents));
    }

    [Fact]
    public void Refused_CountsForNothing()
    {
        TakeAll(TenEvents);
        for (int i = 0; i < 1000; i++)
        {
            Take(1, TenEvents);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, TakeAll(TenEvents));
    }

    [Fact]
    public void MoreThanIsLeft_IsTakenOnce_AndCountsInFull()
    {
        Assert.NotEqual(RateState.Over, Take(1000, TenEvents));

        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(RateState.Over, Take(1, TenEvents));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.NotEqual(RateState.Over, Take(1, TenEvents));
    }

    [Fact]
    public void Bytes_AreHeldToTheirOwnRate()
    {
        Assert.NotEqual(RateState.Over, Take(1, ThousandBytes, bytes: 10_000));
        Assert.Equal(RateState.Over, Take(1, ThousandBytes, bytes: 1));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(RateState.Over, Take(1, ThousandBytes, bytes: 1));
    }

    [Fact]
    public void WhoHasLittleLeft_IsToldSo()
    {
        Assert.Equal(RateState.Ample, Take(80, TenEvents));
        Assert.Equal(RateState.Low, Take(1, TenEvents));
    }

    [Fact]
    public void AnotherRate_HoldsFromTheNextEventOn()
    {
        TakeAll(TenEvents);

        Assert.Equal(RateState.Ample, Take(1, new Allowance(new Rate(1000, TimeSpan.FromMinutes(1)), default)));
        Assert.Equal(RateState.Ample, Take(1, default));
    }

    [Fact]
    public async Task ManyThreads_TakeNoMoreThanThereIs()
    {
        var allowance = new Allowance(new Rate(1000, Burst), default);
        int[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TakeAll(allowance))));

        Assert.Equal(10_000, taken.Sum());
    }

    [Fact]
    public void Headers_TellQuotaAndWhatIsLeft_InTheFormOfTheDraft()
    {
        var allowance = new Allowance(new Rate(10, Burst), new Rate(1000, Burst));
        Take(90, allowance, bytes: 5000);
        HttpResponse response = new DefaultHttpContext().Response;

        int wait = RateHeaders.Write(response, _meter.Levels("site", allowance, _meters.Now));

        Assert.Equal(0, wait);
        Assert.Equal("\"site-events\";q=100;w=10, \"site-bytes\";q=10000;w=10;qu=\"content-bytes\"", response.Headers["RateLimit-Policy"]);
        Assert.Equal("\"site-events\";r=10;t=9, \"site-bytes\";r=5000;t=5", response.Headers["RateLimit"]);
    }

    [Fact]
    public void Headers_OfWhoHasNothingLeft_TellWhenThereIsSomething()
    {
        Take(130, TenEvents);
        HttpResponse response = new DefaultHttpContext().Response;

        int wait = RateHeaders.Write(response, _meter.Levels("address", TenEvents, _meters.Now));

        Assert.Equal(4, wait); // a moment after the third second
        Assert.Equal("\"address-events\";r=0;t=4", response.Headers["RateLimit"]);
    }

    private int TakeAll(Allowance allowance)
    {
        int taken = 0;
        while (Take(1, allowance) != RateState.Over)
        {
            taken++;
        }

        return taken;
    }

    private RateState Take(int events, Allowance allowance, long bytes = 0) => _meter.Take(events, bytes, allowance, _meters.Now);
}
