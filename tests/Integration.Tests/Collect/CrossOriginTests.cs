using System.Net;
using System.Net.Http.Headers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Responses of the gateway to browsers whose pages send events from another origin, with credentials.</summary>
public sealed class CrossOriginTests(Servers servers)
{
    private const string Origin = "https://shop.example";

    public static TheoryData<string, string, string, int> Refusals => new()
    {
        { "/api/event", "application/json", "{}", 400 },
        { "/api/event", "application/json", "not JSON", 400 },
        { "/api/event/", "application/json", "{}", 400 },
        { "/api/event", "application/json", new string(' ', 100_000), 413 },
        { "/api/events", "application/json", "{}", 400 },
        { "/api/events", "text/css", "[]", 415 },
        { "/API/Events", "application/x-ndjson", "\xff", 400 },
    };

    [Theory]
    [InlineData("/api/event", "content-type")]
    [InlineData("/api/events", "authorization,content-encoding,content-type")]
    [InlineData("/api/event", "x-of-a-tracker")]
    public async Task Preflight_lets_the_page_send_with_credentials_for_two_hours(string path, string headers)
    {
        HttpClient http = (await servers.SharedAsync()).Gateway.Http;
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", Origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", headers } },
        };
        using HttpResponseMessage allowed = await http.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        AssertReadable(allowed, Origin);
        Assert.Equal("POST", Header(allowed, "Access-Control-Allow-Methods"));
        Assert.Equal(headers, Header(allowed, "Access-Control-Allow-Headers"));
        Assert.Equal("7200", Header(allowed, "Access-Control-Max-Age"));
    }

    [Theory]
    [InlineData(Origin)]
    [InlineData("http://localhost:8080")]
    [InlineData("null")]
    public async Task Accepted_event_may_be_read_by_the_page_that_sent_it(string origin)
    {
        HttpClient http = (await servers.SharedAsync()).Gateway.Http;
        byte[] json = new SentEvent("cross-origin", "page_view", "/", "u", DateTimeOffset.UtcNow).ToJson();
        foreach ((string path, byte[] body) in new[] { ("/api/event", json), ("/api/events", (byte[])[(byte)'[', .. json, (byte)']']) })
        {
            using HttpResponseMessage accepted = await http.SendAsync(Post(path, "application/json", body, origin));
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            AssertReadable(accepted, origin);
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refusal_may_be_read_by_the_page_that_is_refused(string path, string type, string body, int status)
    {
        using HttpRequestMessage request = Post(path, type, System.Text.Encoding.Latin1.GetBytes(body), Origin);
        await AssertRefusedAsync(request, status);
    }

    [Fact]
    public async Task Refusal_of_an_unknown_coding_and_of_a_wrong_method_may_be_read()
    {
        using HttpRequestMessage coded = Post("/api/event", "application/json", "{}"u8.ToArray(), Origin);
        coded.Content!.Headers.TryAddWithoutValidation("Content-Encoding", "lz4");
        HttpResponseMessage answer = await AssertRefusedAsync(coded, 415);
        Assert.Equal("gzip, deflate, br, zstd", Header(answer, "Accept-Encoding"));
        Assert.Contains("Content-Encoding lz4 is not supported", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using HttpRequestMessage put = Post("/api/event", "application/json", "{}"u8.ToArray(), Origin);
        put.Method = HttpMethod.Put;
        await AssertRefusedAsync(put, 405);

        using HttpRequestMessage chunked = Post("/api/event", "application/json", "{}"u8.ToArray(), Origin);
        chunked.Headers.TryAddWithoutValidation("Transfer-Encoding", "gzip, chunked");
        await AssertRefusedAsync(chunked, 400);
    }

    [Fact]
    public async Task Client_of_a_proxy_that_is_refused_may_read_why()
    {
        using HttpRequestMessage request = Post("/api/event", "application/json", "{}"u8.ToArray(), Origin);
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        await AssertRefusedAsync(request, 403);
    }

    [Fact]
    public async Task Other_routes_tell_pages_of_other_origins_nothing()
    {
        HttpClient http = (await servers.SharedAsync()).Gateway.Http;
        foreach (string path in (string[])["/api/stats?site_id=a", "/api/operator/overview", "/api/event/more", "/api/eventsx"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", Origin } } };
            using HttpResponseMessage answer = await http.SendAsync(request);
            Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
            Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task Server_that_names_no_origin_gets_no_such_headers()
    {
        using HttpResponseMessage answer = await (await servers.SharedAsync()).Gateway.Http.PostAsync("/api/event", new ByteArrayContent("{}"u8.ToArray()));
        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
        Assert.Null(Header(answer, "Vary"));
    }

    private async Task<HttpResponseMessage> AssertRefusedAsync(HttpRequestMessage request, int status)
    {
        request.Headers.ExpectContinue = true;
        HttpResponseMessage answer = await (await servers.SharedAsync()).Gateway.Http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        AssertReadable(answer, Origin);
        return answer;
    }

    private static void AssertReadable(HttpResponseMessage answer, string origin)
    {
        Assert.Equal(origin, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Equal("Origin", Header(answer, "Vary"));
        Assert.Equal("Retry-After, RateLimit, RateLimit-Policy", Header(answer, "Access-Control-Expose-Headers"));
    }

    private static HttpRequestMessage Post(string path, string type, byte[] body, string origin) => new(HttpMethod.Post, path)
    {
        Headers = { { "Origin", origin } },
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(",", values) : null;
}
