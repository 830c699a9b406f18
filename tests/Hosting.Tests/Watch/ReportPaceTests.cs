namespace Footfall.Watch;

public sealed class ReportPaceTests
{
    private readonly ReportPace _pace = new();

    [Fact]
    public void WhatChanged_IsSaidAtOnce_AndTheRestEachSecond()
    {
        bool[] said = [.. new (double Uptime, long Stored)[] { (0, 0), (0.25, 0), (0.5, 7), (0.75, 7), (1.25, 7), (1.5, 7), (1.75, 7) }
            .Select(look => _pace.Take(Sample(look.Uptime, look.Stored)))];

        Assert.Equal([true, false, true, false, false, true, false], said);
    }

    [Fact]
    public void LossOfTheStore_IsSaidAtOnce()
    {
        _pace.Take(Sample(0, 0));

        Assert.True(_pace.Take(Sample(0.25, 0) with { StoreAway = TimeSpan.Zero }));
    }

    private static HostSample Sample(double uptime, long stored) =>
        new("silo", "S1", "1", default, TimeSpan.FromSeconds(uptime), default, 0, default, new HostTotals(Stored: stored));
}
