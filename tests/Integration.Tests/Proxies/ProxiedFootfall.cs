using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Proxies;

/// <summary>An installation behind the proxies of docs/operations/proxies.md, each with its own block; started on first use.</summary>
public sealed class ProxiedFootfall(Servers servers) : IAsyncLifetime
{
    /// <summary>Events that are accepted at once from an address.</summary>
    public const int Quota = 6_000;

    private static int _clients;

    private readonly ConcurrentDictionary<ProxyKind, Lazy<Task<ProxyServer>>> _proxies = new();
    private readonly string _certificates = Path.Combine(Directory.CreateTempSubdirectory("footfall-tls-").FullName, "server");

    internal Installation Footfall { get; private set; } = null!;

    /// <summary>The operator key.</summary>
    internal string Key { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        WriteCertificate();
        Footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string>
            {
                ["Access__Mode"] = "Registered",
                ["Access__AutoRegister"] = "true",
                ["ForwardedHeaders__KnownNetworks"] = "127.0.0.1",
                ["Limits__AddressEventsPerSecond"] = "100",
                ["Limits__Burst"] = "00:01:00",
            },
        });

        // From another address of this machine, which is not a proxy's.
        using HttpClient local = Traffic.AddressClient.Create(IPAddress.Parse("127.66.0.1"), Footfall.LocalCluster.GatewayAddress);
        string made = await Eventually.GetAsync(
            "the first key is made",
            async () =>
            {
                using HttpResponseMessage answer = await local.PostAsync(
                    new Uri("/api/operator/keys", UriKind.Relative), new StringContent("""{"name":"first","scope":"operator"}""", null, "application/json"));
                return await answer.Content.ReadAsStringAsync();
            },
            body => body.Contains("footfall_operator_", StringComparison.Ordinal));
        Key = JsonDocument.Parse(made).RootElement.GetProperty("key").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<Task<ProxyServer>> proxy in _proxies.Values)
        {
            await (await proxy.Value).DisposeAsync();
        }

        await Footfall.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_certificates)!, recursive: true);
    }

    internal Task<ProxyServer> ProxyAsync(ProxyKind kind) => _proxies.GetOrAdd(kind, _ => new(async () =>
    {
        int port = FreePort.Take();
        return await ProxyServer.StartAsync(
            kind, port, directory => ProxyLines.Configure(kind, port, Footfall.LocalCluster.GatewayAddress.Port, _certificates, directory));
    })).Value;

    /// <summary>Creates a client with a unique address that the proxy sees, which calls the proxy under its public name.</summary>
    internal async Task<HttpClient> ConnectAsync(ProxyKind kind, bool isOperator = true)
    {
        ProxyServer proxy = await ProxyAsync(kind);
        int number = Interlocked.Increment(ref _clients);
        var address = IPAddress.Parse($"127.67.{number / 250}.{1 + (number % 250)}");
        var http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={ProxyLines.Name}" },
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(IPAddress.Loopback, proxy.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri($"https://{ProxyLines.Name}:{proxy.Port}"), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = isOperator ? new AuthenticationHeaderValue("Bearer", Key) : null;
        return http;
    }

    private void WriteCertificate()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={ProxyLines.Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(ProxyLines.Name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        string publicPart = certificate.ExportCertificatePem() + "\n";
        string privatePart = key.ExportPkcs8PrivateKeyPem() + "\n";
        File.WriteAllText(_certificates + ".pem", publicPart);
        File.WriteAllText(_certificates + ".key", privatePart);
        File.WriteAllText(_certificates + ".both.pem", publicPart + privatePart);
    }
}
