using Microsoft.Extensions.Time.Testing;

namespace Footfall.Watch;

public sealed class ReportPaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ReportPace _pace;

    public ReportPaceTests() => _pace = new ReportPace(_clock);

    [Fact]
    public void WhatChanged_IsSaidAtOnce_AndTheRestEachSecond() =>
        Assert.Equal([true, false, true, false, false, false, true, false], new long[] { 0, 0, 7, 7, 7, 7, 7, 7 }.Select(Look));

    [Fact]
    public void LossOfTheStore_IsSaidAtOnce()
    {
        _pace.Take(new HostTotals());

        Assert.True(_pace.Take(new HostTotals(), isStoreAway: true));
    }

    private bool Look(long stored)
    {
        bool isSaid = _pace.Take(new HostTotals(Stored: stored));
        _clock.Advance(ReportPace.Look);
        return isSaid;
    }
}
