using System.Text;
using BenchmarkDotNet.Attributes;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Benchmarks.Micro;

/// <summary>Gathers events by site into the entries that a script takes.</summary>
[MemoryDiagnoser]
public class PendingEntriesBenchmarks
{
    private const int Events = 1000;

    private readonly byte[] _body = SampleEvent.Json();
    private ParsedEvent _parsed;
    private byte[][] _sites = [];

    /// <summary>Sites that share the events.</summary>
    [Params(1, 50)]
    public int Sites { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _parsed = SampleEvent.Parse(_body);
        _sites = [.. Enumerable.Range(0, Sites).Select(i => Encoding.UTF8.GetBytes($"site-{i}"))];
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int Form()
    {
        var entries = new PendingEntries();
        for (int i = 0; i < Events; i++)
        {
            entries.Add(_sites[i % _sites.Length], _parsed.View(_body), EntryCodec.Version);
        }

        return entries.Take(int.MaxValue).Sum(entry => entry.ToEnqueue().Events);
    }
}
