using Microsoft.Extensions.Time.Testing;

namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class ReportThrottleTests
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly ReportThrottle _throttle;

    public ReportThrottleTests() => _throttle = new ReportThrottle(_timeProvider);

    [Fact]
    public void WhatChanged_IsSaidAtOnce_AndTheRestEachSecond() =>
        Assert.Equal([true, false, true, false, false, false, true, false], new long[] { 0, 0, 7, 7, 7, 7, 7, 7 }.Select(Look));

    [Fact]
    public void LossOfTheStore_IsSaidAtOnce()
    {
        _throttle.ShouldReport(new HostTotals());

        Assert.True(_throttle.ShouldReport(new HostTotals(), isStoreAway: true));
    }

    private bool Look(long stored)
    {
        bool isSaid = _throttle.ShouldReport(new HostTotals(Stored: stored));
        _timeProvider.Advance(ReportThrottle.CheckInterval);
        return isSaid;
    }
}
