using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Footfall.Access;
using Footfall.Limits;
using Footfall.Proxies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Footfall.Benchmarks.Micro;

/// <summary>The cost of checking an event against the rates of its client's address and of its site.</summary>
[MemoryDiagnoser]
public class IngestRateLimiterBenchmarks
{
    private const int Events = 1000;
    private const int Sites = 1000;
    private const int Bytes = 150;

    private readonly DefaultHttpContext _context = new();
    private readonly byte[][] _sites = [.. Enumerable.Range(0, Sites).Select(i => Encoding.UTF8.GetBytes($"site-{i}"))];
    private IngestRateLimiter _gate = null!;

    /// <summary>Clients on this machine are not limited.</summary>
    [Params("127.0.0.1", "203.0.113.7")]
    public string Address { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        // Never reached, because the path of an accepted event is measured.
        IOptions<RateOptions> options = Options.Create(new RateOptions
        {
            AddressEventsPerSecond = long.MaxValue / 1000,
            AddressBytesPerSecond = long.MaxValue / 1000,
            SiteEventsPerSecond = long.MaxValue / 1000,
            SiteBytesPerSecond = long.MaxValue / 1000,
        });
        _gate = new IngestRateLimiter(new AddressLimiter(options, new ClientLocations(TimeProvider.System, NullLogger<ClientLocations>.Instance), TimeProvider.System), new SiteLimiter(new SiteRateLookup(options, new AccessSnapshot(TimeProvider.System)), TimeProvider.System));
        _context.Connection.RemoteIpAddress = IPAddress.Parse(Address);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int Ask()
    {
        int taken = 0;
        for (int i = 0; i < Events; i++)
        {
            bool isFree = _gate.RefusalOfAddress(_context, 1, Bytes) is null && _gate.RefusalOfSite(_context.Response, _sites[i % Sites], Bytes) is null;
            taken += isFree ? 1 : 0;
        }

        return taken;
    }
}
