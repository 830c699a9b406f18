using System.Buffers;
using BenchmarkDotNet.Attributes;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall.Benchmarks.Micro;

/// <summary>Encodes an event into a queue entry and decodes it; the baseline copies its bytes.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private const int Events = 100;

    private readonly byte[] _body = SampleEvent.Json();
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private ParsedEvent _parsed;
    private byte[] _entry = [];

    [GlobalSetup]
    public void Setup()
    {
        _parsed = SampleEvent.Parse(_body);
        Write();
        _entry = _output.WrittenSpan.ToArray();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public void Copy()
    {
        _output.ResetWrittenCount();
        _output.Write(_entry);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public void Write()
    {
        _output.ResetWrittenCount();
        EntryCodec.WriteHeader(_output, []);
        for (int i = 0; i < Events; i++)
        {
            EntryCodec.WriteEvent(_output, _parsed.View(_body));
        }
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long ReadAndCheck()
    {
        long sum = 0;
        for (var reader = new EntryReader(_entry); !reader.IsAtEnd && reader.TryRead(out EventView view);)
        {
            sum += EventCheck.FindFault(view) is null ? view.Timestamp : 0;
        }

        return sum;
    }
}
