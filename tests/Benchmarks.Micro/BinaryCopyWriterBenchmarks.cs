using System.Buffers;
using BenchmarkDotNet.Attributes;
using Footfall.Collect;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Store;
using Footfall.Wire;

namespace Footfall.Benchmarks.Micro;

/// <summary>Writes an entry's events into rows of binary COPY.</summary>
[MemoryDiagnoser]
public class BinaryCopyWriterBenchmarks
{
    private const int Events = 100;

    private readonly BinaryCopyWriter _rows = new();
    private BatchEntry _entry;

    [GlobalSetup]
    public void Setup()
    {
        byte[] body = SampleEvent.Json();
        ParsedEvent parsed = SampleEvent.Parse(body);
        var output = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(output, []);
        for (int i = 0; i < Events; i++)
        {
            EntryCodec.WriteEvent(output, parsed.View(body));
        }

        _entry = new BatchEntry(EntryId.None, output.WrittenSpan.ToArray(), null);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public async Task Write()
    {
        _rows.Begin(Stream.Null, hasDetails: false);
        _rows.BeginSite(SampleEvent.SiteId, DateTime.UtcNow, 0);
        await _rows.WriteAsync(_entry);
        await _rows.EndAsync();
    }
}
