using BenchmarkDotNet.Attributes;
using Footfall.Days;

namespace Footfall.Benchmarks.Micro;

/// <summary>A day of 1,000,000 events: made of rows, merged with 3,000 more, encoded, decoded, and counted; the baseline copies its bytes.</summary>
[MemoryDiagnoser]
public class DaySegmentBenchmarks
{
    private DayEvent[] _events = [];
    private DayEvent[] _added = [];
    private DaySegment _segment = DaySegment.Build([]);
    private byte[] _bytes = [];

    /// <summary>How many events the day has.</summary>
    [Params(1_000_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _events = new SampleDay(seed: 1).Take(Events);
        _added = new SampleDay(seed: 2).Take(3000);
        _segment = DaySegment.Build(_events);
        _bytes = _segment.Encode();
        Console.WriteLine($"// {(double)_bytes.Length / Events:0.00} bytes an event, {(double)_segment.MemoryBytes / Events:0.0} in memory");
    }

    [Benchmark(Baseline = true)]
    public byte[] Copy() => [.. _bytes];

    [Benchmark]
    public DaySegment Build() => DaySegment.Build(_events);

    [Benchmark]
    public DaySegment Merge() => _segment.Merge(_added);

    [Benchmark]
    public byte[] Encode() => _segment.Encode();

    [Benchmark]
    public DaySegment Decode() => DaySegment.Decode(_bytes);

    [Benchmark]
    public byte[] DecodeMergeEncode() => DaySegment.Decode(_bytes).Merge(_added).Encode();

    [Benchmark]
    public DaySegment Without() => _segment.Without(item => item.UserId == "user-5");

    [Benchmark]
    public int FindVisits() => Visits.Find(_segment).Length;

    [Benchmark]
    public DayTotals Total() => _segment.Total(bots: false);
}
