using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using ZstdSharp;

namespace Footfall.Integration.Proxies;

/// <summary>Footfall behind real proxies, with the exact lines of docs/operations/proxies.md; not Traefik, as Debian lacks it.</summary>
[Trait("Tier", "slow")]
public sealed class RealProxyTests(ProxiedFootfall fixture) : IClassFixture<ProxiedFootfall>
{
    private static readonly string[] OddIds =
    [
        "a/b", "a%2Fb", "shop/users/alice", "a//b", "x/../shop", "..a", "...", "a b+c", "ü/😀", "100%", "a?b#c", "a;b\\c&d=e", "ends/", "/begins", "%00", "a|b^c`d{e}\"<>", "'~!*()",
    ];

    public static TheoryData<ProxyKind> Kinds => [ProxyKind.Nginx, ProxyKind.HAProxy, ProxyKind.Caddy];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Odd_site_ids_arrive_as_they_were_sent(ProxyKind kind)
    {
        using HttpClient http = await fixture.ConnectAsync(kind);
        foreach (string odd in OddIds)
        {
            string id = $"{odd}{(odd is "ends/" ? "" : $" {kind}")}";
            string segment = Uri.EscapeDataString(id);
            Assert.Equal((200, id), await SiteAsync(http, HttpMethod.Put, $"/api/operator/sites/{segment}/settings", $$"""{"name":"Odd","site_id":{{JsonSerializer.Serialize(id)}}}"""));
            Assert.Equal((200, id), await SiteAsync(http, HttpMethod.Get, $"/api/operator/sites/{segment}/settings"));
            Assert.Equal((200, id), await SiteAsync(http, HttpMethod.Get, $"/api/sites/{segment}/ledger"));
            Assert.Equal((200, id), await SiteAsync(http, HttpMethod.Get, $"/api/stats?site_id={segment}"));
            Assert.Equal((200, id), await SiteAsync(http, HttpMethod.Get, $"/api/sites/{segment}/erasures"));
            Assert.Equal(200, (int)(await SendAsync(http, HttpMethod.Get, $"/api/sites/{segment}/users/{segment}")).StatusCode);
            Assert.Equal(202, (int)(await SendAsync(http, HttpMethod.Delete, $"/api/sites/{segment}/users/{segment}?site_id={segment}&user_id={segment}")).StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_of_a_stream_come_one_by_one(ProxyKind kind)
    {
        using HttpClient http = await fixture.ConnectAsync(kind);
        foreach (string path in (string[])["/api/operator/live", "/api/operator/sites/live", "/api/operator/sites/nobody/live"])
        {
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await using Stream stream = await response.Content.ReadAsStreamAsync();
            byte[] buffer = new byte[64 * 1024];
            int reads = 0;
            for (; reads < 3; reads++)
            {
                Assert.NotEqual(0, await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            }

            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Compressed_bodies_arrive(ProxyKind kind)
    {
        using HttpClient http = await fixture.ConnectAsync(kind, isOperator: false);
        string site = $"compressed-{kind}";
        byte[] batch = JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, 100).Select(i => Event(site, $"/{i}")));
        foreach (string encoding in (string[])["gzip", "br", "deflate", "zstd"])
        {
            using var content = new ByteArrayContent(Compress(batch, encoding));
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/events", UriKind.Relative), content);
            Assert.Equal("""{"success":true,"accepted":100,"rejected":[]}""", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(400, await StoredAsync(site, 400));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Batches_up_to_four_megabytes_are_taken_and_larger_ones_refused_so_that_a_page_can_read_it(ProxyKind kind)
    {
        using HttpClient http = await fixture.ConnectAsync(kind, isOperator: false);
        string site = $"large-{kind}";
        string path = "/" + string.Concat(Enumerable.Repeat("\\u0101", 620));
        string batch = $"[{string.Join(',', Enumerable.Repeat($$"""{"site_id":"{{site}}","event_type":"page_view","timestamp":"2026-11-25T10:00:00Z","path":"{{path}}"}""", 1000))}]";
        Assert.InRange(batch.Length, 3_700_000, 4_000_000);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(http, batch)).StatusCode);
        Assert.Equal(1000, await StoredAsync(site, 1000));

        foreach (int size in (int[])[4_500_000, 6_000_000])
        {
            HttpResponseMessage refused = await PostAsync(http, batch.PadRight(size));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
            Assert.Equal("application/json", refused.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("""{"success":false,"error":""", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains(Assert.Single(refused.Headers.GetValues("Access-Control-Allow-Origin")), (string[])["*", "https://shop.example"]);
        }

        Assert.Equal(1000, await StoredAsync(site, 1000));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_client_has_rates_of_its_own_whatever_it_says_of_itself(ProxyKind kind)
    {
        using HttpClient greedy = await fixture.ConnectAsync(kind, isOperator: false);
        using HttpClient modest = await fixture.ConnectAsync(kind, isOperator: false);
        string batch = JsonSerializer.Serialize(Enumerable.Range(0, 1000).Select(i => Event($"rates-{kind}", "/")));
        int taken = 0;
        HttpStatusCode status = HttpStatusCode.Accepted;
        for (int spoof = 1; status == HttpStatusCode.Accepted && taken < 20; spoof++)
        {
            status = (await PostAsync(greedy, batch, ("X-Forwarded-For", $"198.51.100.{spoof}"), ("Forwarded", $"for=198.51.100.{spoof}"))).StatusCode;
            taken += status == HttpStatusCode.Accepted ? 1 : 0;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(taken, ProxiedFootfall.Quota / 1000, 12);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(modest, batch)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nobody_is_on_this_machine_and_operators_sign_in_over_https(ProxyKind kind)
    {
        using HttpClient stranger = await fixture.ConnectAsync(kind, isOperator: false);
        foreach ((string name, string value) in ((string, string)[])[("X-Nothing", "x"), ("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("X-Real-IP", "::1")])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(stranger, HttpMethod.Get, "/api/operator/overview", null, (name, value))).StatusCode);
            Assert.Equal(
                HttpStatusCode.Unauthorized, (await SendAsync(stranger, HttpMethod.Post, "/api/operator/keys", """{"name":"x","scope":"operator"}""", (name, value))).StatusCode);
        }

        string origin = stranger.BaseAddress!.GetLeftPart(UriPartial.Authority);
        HttpResponseMessage page = await SendAsync(stranger, HttpMethod.Get, "/operator/sites/a%2Fb");
        Assert.Contains("<div id=\"app\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("max-age", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.Contains($"curl -X POST {origin}/api/event", await stranger.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        HttpResponseMessage signedIn = await SendAsync(
            stranger, HttpMethod.Post, "/api/operator/session", JsonSerializer.Serialize(new { key = fixture.Key }), ("Origin", origin), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        string cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        (string, string)[] session = [("Cookie", cookie.Split(';')[0]), ("Sec-Fetch-Site", "same-origin")];
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(stranger, HttpMethod.Post, "/api/operator/sites/signed/resume", null, [("Origin", origin), .. session])).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await SendAsync(stranger, HttpMethod.Post, "/api/operator/sites/signed/resume", null, [("Origin", "https://evil.example"), .. session])).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Long_exports_come_whole_and_heads_have_no_body(ProxyKind kind)
    {
        using HttpClient http = await fixture.ConnectAsync(kind);
        string site = $"export-{kind}";
        const int Batches = 5;
        for (int i = 0; i < Batches; i++)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(http, JsonSerializer.Serialize(Enumerable.Range(0, 1000).Select(n => Event(site, $"/{i}/{n}/{new string('x', 500)}"))))).StatusCode);
        }

        Assert.Equal(Batches * 1000, await StoredAsync(site, Batches * 1000));
        string export = await http.GetStringAsync(new Uri($"/api/sites/{site}/users/u", UriKind.Relative));
        Assert.Equal(Batches * 1000, export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("path").GetString()).Distinct().Count());
        foreach (string path in (string[])["/", "/operator", "/api/stats?site_id=a", "/health/ready", "/openapi/v1.json", "/api/operator/live", $"/api/sites/{site}/users/u"])
        {
            HttpResponseMessage head = await SendAsync(http, HttpMethod.Head, path);
            Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    private static object Event(string site, string path) => new { site_id = site, event_type = "page_view", path, user_id = "u", timestamp = "2026-11-25T10:00:00Z" };

    private static byte[] Compress(byte[] body, string encoding)
    {
        using var result = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(result, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(result, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(result, CompressionLevel.Fastest, leaveOpen: true),
            _ => new CompressionStream(result, leaveOpen: true),
        })
        {
            stream.Write(body);
        }

        return result.ToArray();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string batch, params (string Name, string Value)[] headers) =>
        SendAsync(http, HttpMethod.Post, "/api/events", batch, [("Origin", "https://shop.example"), .. headers]);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        var uri = new Uri(http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, path.EndsWith("/live", StringComparison.Ordinal) ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead);
    }

    private static async Task<(int Status, string? SiteId)> SiteAsync(HttpClient http, HttpMethod method, string path, string? json = null)
    {
        HttpResponseMessage answer = await SendAsync(http, method, path, json);
        string body = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement.GetProperty("site_id").GetString() : body);
    }

    private Task<long> StoredAsync(string site, long expected) =>
        Eventually.GetAsync($"{expected} events of {site} are stored", () => fixture.Footfall.Store.CountAsync([site]), count => count >= expected);
}
