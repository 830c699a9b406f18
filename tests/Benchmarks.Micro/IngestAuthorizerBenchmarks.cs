using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Footfall.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Footfall.Benchmarks.Micro;

/// <summary>The added cost per event of checking its sender: against 1,000 sites, without a key and with one.</summary>
[MemoryDiagnoser]
public class IngestAuthorizerBenchmarks
{
    private readonly byte[] _siteId = Encoding.UTF8.GetBytes("site-500");
    private readonly HttpRequest _plain = new DefaultHttpContext().Request;
    private readonly HttpRequest _withKey = new DefaultHttpContext().Request;
    private IngestAuthorizer _open = null!;
    private IngestAuthorizer _registered = null!;

    [GlobalSetup]
    public void SetUp()
    {
        SecretKey key = SecretKey.Create(KeyScope.Write);
        _withKey.Headers.Authorization = "Bearer " + key.Text;
        var snapshot = new AccessSnapshot(TimeProvider.System);
        snapshot.Write(
            [
                .. Enumerable.Range(0, 1000).Select(i => KeyValuePair.Create(
                    string.Create(CultureInfo.InvariantCulture, $"s:site-{i}"), """{"known":true,"origins":[],"needs_write_key":false}""")),
                KeyValuePair.Create(
                    "k:" + Convert.ToHexStringLower(key.Hash),
                    $$"""{"id":"{{Guid.NewGuid()}}","name":"bench","scope":{{(int)KeyScope.Write}},"site_id":"site-500","revoked":false}"""),
            ],
            isWhole: true);
        _open = Create(snapshot, AccessMode.Open);
        _registered = Create(snapshot, AccessMode.Registered);
        if (Check(_registered, _withKey) || Check(_registered, _plain))
        {
            throw new InvalidOperationException("Senders that may send are refused.");
        }
    }

    [Benchmark(Baseline = true)]
    public bool Open() => Check(_open, _plain);

    [Benchmark]
    public bool Registered() => Check(_registered, _plain);

    [Benchmark]
    public bool RegisteredWithKey() => Check(_registered, _withKey);

    private bool Check(IngestAuthorizer authorizer, HttpRequest request) => authorizer.Check(authorizer.Read(request), _siteId) is not null;

    private static IngestAuthorizer Create(AccessSnapshot snapshot, AccessMode mode)
    {
        IOptions<AccessOptions> options = Options.Create(new AccessOptions { Mode = mode });
        return new IngestAuthorizer(options, snapshot, new SiteAutoRegistration(options, snapshot, null!, TimeProvider.System));
    }
}
