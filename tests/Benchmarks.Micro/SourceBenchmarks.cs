using System.Text;
using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using Footfall.Enrich;

namespace Footfall.Benchmarks.Micro;

/// <summary>Finds out where a visit came from, for an address with five tags and a referrer; the baseline only checks their UTF-8.</summary>
[MemoryDiagnoser]
public class SourceBenchmarks
{
    private readonly byte[] _url = Encoding.UTF8.GetBytes(
        "https://www.example.com/products/shoes?utm_source=google&utm_medium=cpc&utm_campaign=summer+sale+2026&utm_content=banner%20a&utm_term=running+shoes&gclid=Cj0KCQ");

    private readonly byte[] _plainUrl = Encoding.UTF8.GetBytes("https://www.example.com/products/shoes?page=2");
    private readonly byte[] _referrer = Encoding.UTF8.GetBytes("https://www.google.com/search?q=shoes");
    private readonly byte[] _unknownReferrer = Encoding.UTF8.GetBytes("https://blog.partner.example.org/2026/03/shoes");
    private readonly byte[] _scratch = new byte[PageUrl.ScratchBytes];
    private readonly byte[] _referrerScratch = new byte[Referrer.ScratchBytes];
    private readonly SourceTable _table = SourceTable.Default;

    [Benchmark(Baseline = true)]
    public bool CheckUtf8() => Utf8.IsValid(_url) & Utf8.IsValid(_referrer);

    [Benchmark]
    public int TaggedWithReferrer() => Read(_url, _referrer);

    [Benchmark]
    public int KnownReferrer() => Read(_plainUrl, _referrer);

    [Benchmark]
    public int UnknownReferrer() => Read(_plainUrl, _unknownReferrer);

    [Benchmark]
    public int PageOnly() => PageUrl.Read(_url, _scratch).Path.Length;

    [Benchmark]
    public int Language() => LanguageTag.WriteFirst("de-at,de;q=0.9,en;q=0.8", _scratch).Length;

    private int Read(byte[] url, byte[] referrerText)
    {
        PageUrl page = PageUrl.Read(url, _scratch);
        Referrer referrer = Referrer.Read(referrerText, page.Hostname, _referrerScratch);
        TrafficSource source = _table.Resolve(page.Tags.Source, referrer);
        return (int)AcquisitionChannels.Choose(source, page.Tags.Medium, page.Tags.Campaign, page.ClickId, referrer.IsPresent) + source.Name.Length;
    }
}
