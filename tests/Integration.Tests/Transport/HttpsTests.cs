using System.Net;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Startup;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Transport;

/// <summary>HTTPS on the gateway, using Kestrel's own settings.</summary>
public sealed class HttpsTests(Servers servers) : IDisposable
{
    private readonly SelfSigned _certificate = new();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Gateway_takes_events_by_HTTPS_and_tells_browsers_to_keep_to_it()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        int port = FreePort.Take();
        await using HostRun gateway = await StartAsync(redis, port, $"Kestrel__Certificates__Default__Path={_certificate.CertificateFile}");
        await Eventually.TrueAsync("it listens", () => gateway.Host.Output.Contains($"Now listening on: https://127.0.0.1:{port}", StringComparison.Ordinal));

        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == _certificate.Thumbprint };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port}") };
        await Eventually.TrueAsync("Redis is there", async () =>
        {
            using HttpResponseMessage answer = await http.PostAsync(
                "/api/event", new ByteArrayContent(new SentEvent("encrypted", "page_view", "/", "u", DateTimeOffset.UtcNow).ToJson()));
            Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            return answer.StatusCode == HttpStatusCode.Accepted;
        });
    }

    [Fact]
    public async Task Certificate_that_cannot_be_read_ends_the_gateway_with_one_clear_line()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        string file = _certificate.Write("nonsense.pem", "nonsense");
        await using HostRun gateway = await StartAsync(redis, FreePort.Take(), $"Kestrel__Certificates__Default__Path={file}");
        Assert.Equal(1, await gateway.ExitCodeAsync());
        string line = Assert.Single(gateway.Lines, text => text.Contains("crit:", StringComparison.Ordinal));
        Assert.Contains("HTTP cannot be served: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Lines, text => text.StartsWith("   at ", StringComparison.Ordinal));
    }

    private async Task<HostRun> StartAsync(RedisServer redis, int port, string certificate) => HostRun.Start(
        HostKind.Gateway,
        $"REDIS_URL={redis.ConnectionString} Kestrel__Endpoints__Web__Url=https://127.0.0.1:{port} {certificate} Kestrel__Certificates__Default__KeyPath={_certificate.KeyFile}",
        await servers.PoolAsync());
}
