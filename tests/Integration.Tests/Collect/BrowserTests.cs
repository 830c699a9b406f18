using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Responses of the gateway to browsers, tools and orchestrators.</summary>
public sealed class BrowserTests(Servers servers)
{
    private const string Origin = "https://shop.example";

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_beacon_with_any_content_type_is_taken(string? contentType)
    {
        using HttpRequestMessage request = Post(Event());
        request.Content!.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using HttpResponseMessage answer = await (await servers.SharedAsync()).Gateway.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task The_OpenAPI_document_lists_every_path_with_its_answers()
    {
        GatewayResponse answer = await (await servers.SharedAsync()).Gateway.GetAsync("/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        using JsonDocument document = JsonDocument.Parse(answer.Body);
        Assert.Equal(["202", "400", "401", "403", "408", "413", "415", "429", "503"], Responses(document, "/api/event", "post"));
        Assert.Equal(["202", "400", "401", "403", "408", "413", "415", "429", "503"], Responses(document, "/api/events", "post"));
        Assert.Equal(["200", "400", "401", "403", "429", "503"], Responses(document, "/api/stats", "get"));
        Assert.Equal(["200", "400", "401", "403", "429", "503"], Responses(document, "/api/sites/{site_id}/days", "get"));
        string[] paths =
        [
            "/api/dead-letters",
            "/api/event",
            "/api/events",
            "/api/ledger",
            "/api/operator/audit-log",
            "/api/operator/dead-letters",
            "/api/operator/dead-letters/replay",
            "/api/operator/keys",
            "/api/operator/keys/{id}",
            "/api/operator/live",
            "/api/operator/overview",
            "/api/operator/session",
            "/api/operator/silos",
            "/api/operator/site-settings",
            "/api/operator/sites",
            "/api/operator/sites/live",
            "/api/operator/sites/{site_id}",
            "/api/operator/sites/{site_id}/audit",
            "/api/operator/sites/{site_id}/deactivate",
            "/api/operator/sites/{site_id}/entries",
            "/api/operator/sites/{site_id}/live",
            "/api/operator/sites/{site_id}/move",
            "/api/operator/sites/{site_id}/pause",
            "/api/operator/sites/{site_id}/resume",
            "/api/operator/sites/{site_id}/settings",
            "/api/operator/sites/{site_id}/visitors/lookup",
            "/api/sites/{site_id}",
            "/api/sites/{site_id}/days",
            "/api/sites/{site_id}/dead-letters",
            "/api/sites/{site_id}/dead-letters/{key}",
            "/api/sites/{site_id}/dead-letters/{key}/replay",
            "/api/sites/{site_id}/erasures",
            "/api/sites/{site_id}/ledger",
            "/api/sites/{site_id}/users",
            "/api/sites/{site_id}/users/{user_id}",
            "/api/sites/{site_id}/visitors/{visitor}",
            "/api/stats",
        ];
        Assert.Equal(paths, document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_root_is_a_page_that_says_how_to_begin()
    {
        Installation footfall = await servers.SharedAsync();
        GatewayResponse page = await footfall.Gateway.GetAsync("/");
        Assert.Equal(200, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
        Assert.Contains($"curl -X POST {footfall.LocalCluster.GatewayAddress.GetLeftPart(UriPartial.Authority)}/api/event", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{address}", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_hosts_tell_their_health()
    {
        Installation footfall = await servers.SharedAsync();
        const string Json = "application/json; charset=utf-8";
        Assert.Equal(new GatewayResponse(200, """{"status":"ok","checks":{}}""", Json), await footfall.Gateway.GetAsync("/health/live"));
        // It is ready without a silo, and finds this one after a moment.
        var ready = new GatewayResponse(200, """{"status":"ok","checks":{"redis":"ok","silos":"ok"}}""", Json);
        await Eventually.GetAsync("the gateway's health", () => footfall.Gateway.GetAsync("/health/ready"), answer => answer == ready, TimeSpan.FromSeconds(10));

        using var silo = new GatewayClient(footfall.LocalCluster.Silos[0].Address);
        Assert.Equal(new GatewayResponse(200, """{"status":"ok","checks":{}}""", Json), await silo.GetAsync("/health/live"));
        Assert.Equal(new GatewayResponse(200, """{"status":"ok","checks":{"postgres":"ok","redis":"ok","silo":"ok"}}""", Json), await silo.GetAsync("/health/ready"));
    }

    private static byte[] Event() => new SentEvent("browsers", "page_view", "/", "u", DateTimeOffset.UtcNow).ToJson();

    private static HttpRequestMessage Post(byte[] body) => new(HttpMethod.Post, "/api/event")
    {
        Headers = { { "Origin", Origin } },
        Content = new ByteArrayContent(body),
    };

    private static IEnumerable<string> Responses(JsonDocument document, string path, string method) =>
        document.RootElement.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").EnumerateObject().Select(response => response.Name).Order();
}
