using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Footfall.Collect;

namespace Footfall.Benchmarks.Micro;

/// <summary>Parses JSON to a validated event; the baseline only walks the tokens.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private readonly byte[] _body = SampleEvent.Json();
    private readonly byte[] _full = SampleEvent.FullJson();
    private readonly byte[] _copy = SampleEvent.FullJson();

    [Benchmark(Baseline = true)]
    public int Tokens()
    {
        var reader = new Utf8JsonReader(_body);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public bool ParseAndCheck() => EventParser.Parse(_body).FindFaults(SampleEvent.Now) is null;

    /// <summary>An event with every field. Parsing changes it, so it is copied each time.</summary>
    [Benchmark]
    public bool ParseAndCheckFull()
    {
        _full.CopyTo(_copy, 0);
        return EventParser.Parse(_copy).FindFaults(SampleEvent.Now) is null;
    }

    [Benchmark]
    public long ParseCheckAndHandOver()
    {
        EventParser parser = EventParser.Parse(_body);
        return parser.FindFaults(SampleEvent.Now) is null ? parser.Event.Timestamp : 0;
    }
}
