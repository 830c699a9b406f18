namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Detects a change that halves the drain's speed on any machine, by comparison with COPY of the same rows beside it.</summary>
public sealed class DrainSpeedTests(ITestOutputHelper output)
{
    private const int Events = 600_000;
    private const int Uncounted = 200_000;
    private const int Sites = 1000;
    private const int PerEntry = 100;

    /// <summary>A machine that is busy with other work may spoil one measurement, but hardly all.</summary>
    private const int Attempts = 3;

    /// <summary>The ratio is 1.2 on an otherwise idle machine: two commit workers against one connection.</summary>
    private const double LowestRatio = 0.7;

    [Fact, Trait("Measures", "speed")]
    public async Task Drain_IsNotMuchSlowerThanCopyOfTheSameRows()
    {
        double best = 0;
        for (int attempt = 0; attempt < Attempts && best < LowestRatio; attempt++)
        {
            double drain = await DrainBench.MeasureAsync(Events, Sites, PerEntry, hasIds: false, Uncounted);
            double copy = await DrainBench.MeasureCopyAsync(Events);
            output.WriteLine($"drain {drain:0} events/s, copy {copy:0} events/s, ratio {drain / copy:0.00}");
            best = Math.Max(best, drain / copy);
        }

        Assert.True(best >= LowestRatio, $"The drain reached {best:0.00} of COPY's rate at best.");
    }
}
