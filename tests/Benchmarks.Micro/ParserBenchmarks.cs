using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Footfall.Collect;

namespace Footfall.Benchmarks.Micro;

/// <summary>Parses JSON to a validated event; the baseline only walks the tokens.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private readonly byte[] _body = SampleEvent.Json();

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
}
