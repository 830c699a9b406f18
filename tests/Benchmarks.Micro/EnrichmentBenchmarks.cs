using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Footfall.Access;
using Footfall.Collect;
using Footfall.Enrich;
using Footfall.Visitors;
using Footfall.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Footfall.Benchmarks.Micro;

/// <summary>
/// Completes an event of a page whose headers were seen before: at most 2 µs and 0 B. The baseline hashes its visitor only.
/// </summary>
[MemoryDiagnoser]
public class EnrichmentBenchmarks
{
    private const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.7");
    private readonly VisitorSalt _salt = VisitorSalt.NewRandom();
    private readonly byte[] _body = Encoding.UTF8.GetBytes(
        $$"""{"site_id":"shop","event_type":"page_view","timestamp":"{{DateTime.UtcNow:O}}","url":"https://shop.example/pricing","referrer":"https://www.google.com/","title":"Pricing"}""");

    private readonly DefaultHttpContext _context = new()
    {
        Connection = { RemoteIpAddress = Address },
        Request =
        {
            Headers =
            {
                UserAgent = UserAgent,
                AcceptLanguage = "de-AT,de;q=0.9",
                Origin = "https://shop.example",
                ["Sec-CH-UA"] = "\"Chromium\";v=\"153\", \"Google Chrome\";v=\"153\", \"Not?A_Brand\";v=\"8\"",
                ["Sec-CH-UA-Mobile"] = "?0",
                ["Sec-CH-UA-Platform"] = "\"Windows\"",
            },
        },
    };

    private SenderReader _senders = null!;
    private EventEnricher _enricher = null!;
    private ParsedEvent _parsed;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var agents = new AgentClassifier();
        var snapshot = new AccessSnapshot(TimeProvider.System);
        IOptions<AccessOptions> access = Options.Create(new AccessOptions { Mode = AccessMode.Open });
        var salts = new VisitorSalts(new OwnSalts(), Options.Create(new VisitorOptions()), TimeProvider.System);
        await salts.RefreshAsync();
        _senders = new SenderReader(agents, new IngestAuthorizer(access, snapshot, new SiteAutoRegistration(access, snapshot, null!, TimeProvider.System)));
        _enricher = new EventEnricher(agents, new GeoLookup(NullLogger<GeoLookup>.Instance), new DataCentreNetworks(), salts, snapshot);
        EventParser parser = EventParser.Parse(_body);
        if (parser.FindFaults(EventTime.FromDateTime(DateTime.UtcNow)) is not null)
        {
            throw new InvalidOperationException("The event is invalid.");
        }

        _parsed = parser.Event;
        if (!_enricher.Complete(_senders.Read(_context, default), _parsed, _body).Has(EventField.Visitor))
        {
            throw new InvalidOperationException("The event has no visitor.");
        }
    }

    [Benchmark(Baseline = true)]
    public ulong Visitor() => VisitorIds.Of(_salt, "shop"u8, Address, UserAgent);

    [Benchmark]
    public bool Sender() => _senders.Read(_context, default).IsPage;

    [Benchmark]
    public long Event() => _enricher.Complete(_senders.Read(_context, default), _parsed, _body).Timestamp;

    private sealed class OwnSalts : ISaltStore
    {
        public Task<string[]> AgreeAsync(IReadOnlyList<SaltOffer> offers) => Task.FromResult(offers.Select(offer => offer.Held ?? offer.Candidate).ToArray());
    }
}
