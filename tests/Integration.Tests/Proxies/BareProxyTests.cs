using System.Net;
using System.Text;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Proxies;

/// <summary>Proxies on this machine that forward no client address: a stranger must not gain operator access through them.</summary>
public sealed class BareProxyTests(BareGateway fixture) : IClassFixture<BareGateway>
{
    private const string NewKey = """{"name":"stranger","scope":"operator"}""";

    /// <summary>Common proxy configurations that add no header.</summary>
    public static TheoryData<ProxyKind, string> Bare => new()
    {
        { ProxyKind.Nginx, "location / { proxy_pass http://127.0.0.1:3000; }" },
        { ProxyKind.Nginx, "location / { proxy_pass http://localhost:3000; }" },
        { ProxyKind.Nginx, "location / { proxy_pass http://127.0.0.1:3000/; }" },
        { ProxyKind.Nginx, "location / { proxy_pass http://127.0.0.1:3000; proxy_set_header Host $http_host; }" },
        { ProxyKind.Nginx, "location / { proxy_pass http://127.0.0.1:3000; proxy_http_version 1.1; proxy_set_header Host $http_host; }" },
        { ProxyKind.Nginx, "location / { proxy_pass http://127.0.0.1:3000; proxy_http_version 1.1; proxy_set_header Connection \"\"; }" }, // nginx's default since 1.29.7
        { ProxyKind.Nginx, "location / { proxy_pass http://[::1]:3000; proxy_http_version 1.1; proxy_set_header Connection \"\"; }" },
        { ProxyKind.HAProxy, "server gateway 127.0.0.1:3000" },
        { ProxyKind.Caddy, "reverse_proxy 127.0.0.1:3000" },
    };

    [Theory]
    [MemberData(nameof(Bare))]
    public async Task Stranger_is_no_operator(ProxyKind kind, string lines)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "nginx becomes another user only as root.");
        foreach (HostProcess gateway in (HostProcess[])[fixture.Plain, fixture.Listing])
        {
            int port = FreePort.Take();
            await using ProxyServer proxy = await ProxyServer.StartAsync(kind, port, directory => Configure(kind, lines, port, gateway.Address.Port, directory));
            using var stranger = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            using HttpClient local = BareGateway.Local(gateway);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(local, HttpMethod.Get, "/api/operator/overview"));
            int keys = await CountKeysAsync(local);

            Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Get, "/health/live"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, HttpMethod.Get, "/api/stats?site_id=a"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, HttpMethod.Post, "/api/operator/keys", NewKey));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, HttpMethod.Get, "/api/operator/overview"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, HttpMethod.Delete, "/api/sites/a?site_id=a"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, HttpMethod.Get, "/operator/grains/"));
            Assert.Equal(keys, await CountKeysAsync(local));
            if (kind != ProxyKind.Caddy)
            {
                // Caddy forwards the client's address.
                await Eventually.TrueAsync(
                    "the overview tells of the proxy",
                    async () => (await local.GetStringAsync(new Uri("/api/operator/overview", UriKind.Relative))).Contains("see docs/operations/proxies.md", StringComparison.Ordinal));
                await Eventually.TrueAsync("the log too", () => gateway.Output.Contains("see docs/operations/proxies.md", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Start_tells_to_list_the_proxy()
    {
        Assert.Contains("no proxy is listed in ForwardedHeaders:KnownNetworks", fixture.Plain.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no proxy is listed in ForwardedHeaders:KnownNetworks", fixture.Listing.Output, StringComparison.Ordinal);
    }

    /// <summary>nginx decodes the path: a request for one site arrives as another call.</summary>
    [Fact]
    public async Task Path_that_a_proxy_rewrites_erases_nothing_of_another_site()
    {
        using HttpClient local = BareGateway.Local(fixture.Plain);
        string key = await MakeKeyAsync(local);
        int port = FreePort.Take();
        await using ProxyServer proxy = await ProxyServer.StartAsync(
            ProxyKind.Nginx, port, directory => Configure(ProxyKind.Nginx, "location / { proxy_pass http://127.0.0.1:3000/; }", port, fixture.Plain.Address.Port, directory));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        foreach ((string path, string names) in ((string, string)[])
        [
            ("/api/sites/rewritten%2Fusers%2Falice", ""),
            ("/api/sites/rewritten%2Fusers%2Falice?site_id=rewritten%2Fusers%2Falice", ""),
            ("/api/sites/x%2F..%2Frewritten?site_id=x%2F..%2Frewritten", ""),
            ("/api/sites/rewritten/users/%2E%2E%2F..?site_id=rewritten&user_id=..%2F..", ""),
            ("/api/sites/rewritten%2Fusers%2Falice", """{"site_id":"rewritten/users/alice"}"""),
            ("/api/operator/sites/x%2F..%2Frewritten/settings?site_id=x%2F..%2Frewritten", ""),
        ])
        {
            HttpStatusCode status = await StatusAsync(http, HttpMethod.Delete, path, names.Length == 0 ? null : names);
            Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{path}: {status}");
        }

        string erasures = await local.GetStringAsync(new Uri("/api/sites/rewritten/erasures", UriKind.Relative));
        Assert.Contains("\"erasures\":[]", erasures, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(http, HttpMethod.Delete, "/api/sites/rewritten/users/alice?site_id=rewritten&user_id=alice"));
    }

    private static string Configure(ProxyKind kind, string lines, int port, int gateway, string directory)
    {
        lines = lines.Replace(":3000", $":{gateway}", StringComparison.Ordinal);
        return kind switch
        {
            ProxyKind.Nginx => ProxyLines.Nginx(directory, $"server {{ listen 127.0.0.1:{port}; {lines} }}"),
            ProxyKind.HAProxy => $"listen bare\n  mode http\n  timeout client 10s\n  timeout connect 5s\n  timeout server 10s\n  bind 127.0.0.1:{port}\n  {lines}\n",
            _ => $"{{\n admin off\n auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n {lines}\n}}\n",
        };
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path, string? json = null)
    {
        var uri = new Uri(http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using HttpResponseMessage answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<int> CountKeysAsync(HttpClient local)
    {
        using JsonDocument keys = JsonDocument.Parse(await local.GetStringAsync(new Uri("/api/operator/keys", UriKind.Relative)));
        return keys.RootElement.GetProperty("keys").EnumerateArray().Count(key => key.GetProperty("name").GetString() == "stranger");
    }

    private static async Task<string> MakeKeyAsync(HttpClient local)
    {
        using var content = new StringContent("""{"name":"operator","scope":"operator"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await local.PostAsync(new Uri("/api/operator/keys", UriKind.Relative), content);
        using JsonDocument key = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return key.RootElement.GetProperty("key").GetString()!;
    }
}
