using BenchmarkDotNet.Attributes;
using Footfall.Enrich;

namespace Footfall.Benchmarks.Micro;

/// <summary>
/// Classifies headers that were seen before, at most 2 µs and 0 B, and new ones, at most 50 µs; the baseline only writes the key that the
/// cache looks for.
/// </summary>
[MemoryDiagnoser]
public class AgentBenchmarks
{
    private const string Brands = "\"Chromium\";v=\"153\", \"Google Chrome\";v=\"153\", \"Not?A_Brand\";v=\"8\"";

    private readonly AgentClassifier _classifier = new();

    /// <summary>From the most usual header to one of the longest, and a bot.</summary>
    [Params(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/23B85 [FBAN/FBIOS;FBAV/520.0.0.38.108;FBBV/564431005;FBDV/iPhone17,1;FBMD/iPhone;FBSN/iOS;FBSV/26.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]",
        "Mozilla/5.0 (compatible; SomeCrawler/3.1; +https://example.org/crawl)")]
    public string UserAgent { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => _classifier.Classify(Headers());

    [Benchmark(Baseline = true)]
    public int Key() => Headers().WriteKey(stackalloc char[AgentHeaders.MaxKeyLength]).Length;

    [Benchmark]
    public bool Seen() => _classifier.Classify(Headers()).Bot.IsBot;

    [Benchmark]
    public bool New() => _classifier.ClassifyAnew(Headers()).Bot.IsBot;

    private AgentHeaders Headers() => new() { UserAgent = UserAgent, Brands = Brands, Mobile = "?0", Platform = "\"Windows\"" };
}
