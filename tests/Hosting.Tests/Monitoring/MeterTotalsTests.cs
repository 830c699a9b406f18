using System.Diagnostics.Metrics;

namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class MeterTotalsTests : IDisposable
{
    private readonly TestMeters _factory = new();
    private readonly Meter _meter;
    private readonly MeterTotals _totals;

    public MeterTotalsTests()
    {
        _meter = _factory.Create(new MeterOptions("test"));
        _totals = new MeterTotals(_meter.Name, _factory);
    }

    public void Dispose()
    {
        _totals.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_IsSummed_InAllAndByTag()
    {
        Counter<long> counter = _meter.CreateCounter<long>("events");
        counter.Add(2, new KeyValuePair<string, object?>("outcome", "good"));
        counter.Add(3, new KeyValuePair<string, object?>("outcome", "bad"));
        counter.Add(5, new KeyValuePair<string, object?>("outcome", "good"));

        Assert.Equal((10, 7, 3), (_totals.Of("events").Sum(), _totals.Of("events").Sum("good"), _totals.Of("events").Count()));
    }

    [Fact]
    public void Histogram_GivesItsLargest_Once()
    {
        Histogram<double> histogram = _meter.CreateHistogram<double>("delay");
        histogram.Record(0.5);
        histogram.Record(2);
        histogram.Record(1);

        Assert.Equal(2, _totals.Of("delay").TakeLargest());
        Assert.Null(_totals.Of("delay").TakeLargest());
        Assert.Equal(3.5, _totals.Of("delay").Sum());
    }

    [Fact]
    public void Measurement_OfManyThreads_IsNotLost()
    {
        Counter<long> counter = _meter.CreateCounter<long>("events");
        Parallel.For(0, 10_000, _ => counter.Add(1));

        Assert.Equal(10_000, _totals.Of("events").Sum());
    }

    [Fact]
    public void Counter_OfAnotherHostInThisProcess_IsNotSummed()
    {
        using var other = new TestMeters();
        using Meter meter = other.Create(new MeterOptions("test"));
        meter.CreateCounter<long>("events").Add(2);
        _meter.CreateCounter<long>("events").Add(1);

        Assert.Equal(1, _totals.Of("events").Sum());
    }

    [Fact]
    public void InstrumentThatNobodyHasUsed_IsZero() => Assert.Equal((0, 0), (_totals.Of("none").Sum(), _totals.Of("none").Count()));
}
