using System.Globalization;
using System.Net;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Proxies;

/// <summary>Gateways that accept events from anyone and operators from this machine; one of them lists a proxy here.</summary>
public sealed class BareGateway(Servers servers) : IAsyncLifetime
{
    private readonly List<HostProcess> _gateways = [];

    /// <summary>Without <c>ForwardedHeaders:KnownNetworks</c>.</summary>
    internal HostProcess Plain => _gateways[0];

    /// <summary>With 127.0.0.1 in it.</summary>
    internal HostProcess Listing => _gateways[1];

    /// <summary>Returns a client on this machine that is not a proxy's.</summary>
    internal static HttpClient Local(HostProcess gateway) => AddressClient.Create(IPAddress.Parse("127.66.0.2"), gateway.Address);

    public async ValueTask InitializeAsync()
    {
        Installation footfall = await servers.SharedAsync();
        foreach (string networks in (string[])["", "127.0.0.1"])
        {
            int port = FreePort.Take();
            _gateways.Add(HostProcess.Start(new HostProcessOptions
            {
                Kind = HostKind.Gateway,
                Pool = await servers.PoolAsync(),
                Name = $"bare-{_gateways.Count}",
                Directory = Directory.CreateDirectory(Path.Combine(footfall.LocalCluster.Directory, $"bare-{port}")).FullName,
                Address = new Uri($"http://127.0.0.1:{port}"),
                Environment = new Dictionary<string, string>
                {
                    ["REDIS_URL"] = footfall.LocalCluster.RedisConnection,
                    ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port};http://[::1]:{port}"),
                    ["Cluster__ClusterId"] = new LocalClusterOptions().ClusterId,
                    ["Cluster__Name"] = $"bare-{_gateways.Count}",
                    ["Access__Mode"] = "Open",
                    ["ForwardedHeaders__KnownNetworks"] = networks,
                },
            }));
        }

        foreach (HostProcess gateway in _gateways)
        {
            await gateway.WaitUntilReadyAsync(TimeSpan.FromSeconds(120), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }
    }
}
