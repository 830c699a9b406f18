using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Every refusal is JSON with a reason, whatever the request was.</summary>
public sealed class RefusalTests(Servers servers)
{
    private const int MaxBody = 64 * 1024;

    private static readonly byte[] Valid = new SentEvent("refusals", "page_view", "/", "u", DateTimeOffset.UtcNow).ToJson();

    public static TheoryData<string> Malformed =>
    [
        "", " ", "{", "}", "nonsense", "{}{}", "{} x", "[1,2", "{'site_id':'x'}", "{\"site_id\":\"x\",}", "{\"site_id\":\"x\n\"}", "{\"\\ud800\":1}",
        "{\"site_id\":\"x\\q\"}", "{\"a\":NaN}", "\0", "\uFEFF", "\uFEFF\uFEFF{}", new string('[', 200), "{\"a\":" + new string('{', 1000),
    ];

    public static TheoryData<string> NoObjects => ["[]", "null", "\"text\"", "17", "true", "[{\"site_id\":\"x\"}]"];

    public static TheoryData<byte[]> NotUtf8 => new((byte[][])
        [[0xFF], [.. "{\"site_id\":\""u8, 0xC3, 0x28, .. "\"}"u8], [.. "{\"path\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], [.. Valid[..^5], 0xF0, 0x9F]]);

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Malformed))]
    public async Task A_body_that_is_no_JSON_is_told_so(string body) =>
        Assert.StartsWith("The request body is not valid JSON", JsonError.AssertRefusal(await PostAsync(Encoding.UTF8.GetBytes(body)), 400));

    [Theory]
    [MemberData(nameof(NoObjects))]
    public async Task JSON_that_is_no_object_is_told_so(string body) => Assert.Equal(
        new GatewayResponse(400, """{"success":false,"error":"The request body must be a JSON object"}""", "application/json; charset=utf-8"),
        await PostAsync(Encoding.UTF8.GetBytes(body)));

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(NotUtf8))]
    public async Task Bytes_that_are_no_UTF8_are_told_so(byte[] body) => Assert.Equal(
        new GatewayResponse(400, """{"success":false,"error":"The request body is not UTF-8"}""", "application/json; charset=utf-8"),
        await PostAsync(body));

    [Fact]
    public async Task No_body_at_all_is_told_so()
    {
        GatewayResponse response = await SendAsync(HttpMethod.Post, "/api/event", null);
        Assert.StartsWith("The request body is not valid JSON", JsonError.AssertRefusal(response, 400));
    }

    [Theory]
    [InlineData("GET", "/api/event")]
    [InlineData("PUT", "/api/event")]
    [InlineData("DELETE", "/api/event")]
    [InlineData("PATCH", "/api/event")]
    [InlineData("POST", "/api/stats")]
    [InlineData("POST", "/openapi/v1.json")]
    public async Task A_wrong_method_is_405(string method, string path) =>
        JsonError.AssertRefusal(await SendAsync(new HttpMethod(method), path, new ByteArrayContent(Valid)), 405);

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/event/17")]
    [InlineData("/api/stats/site")]
    [InlineData("/%2e%2e/etc/passwd")]
    [InlineData("/appsettings.json")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/operator/grains/HistoricalStats/nonsense")]
    public async Task An_unknown_path_is_404(string path) => JsonError.AssertRefusal(await SendAsync(HttpMethod.Get, path, null), 404);

    [Theory]
    [InlineData(false, 0, 202)]
    [InlineData(true, 0, 202)]
    [InlineData(false, 1, 413)]
    [InlineData(true, 1, 413)]
    [InlineData(false, 180_000, 413)]
    [InlineData(true, 180_000, 413)]
    public async Task A_body_over_64_kB_is_read_to_its_end_and_413(bool isChunked, int beyond, int status)
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        foreach (bool asksFirst in (bool[])[false, true])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = Json(Sized(MaxBody + beyond)) };
            request.Headers.TransferEncodingChunked = isChunked;
            request.Headers.ExpectContinue = asksFirst;
            AssertTakenOrTooLarge(await gateway.SendAsync(request), status);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_four_times_64_kB_is_413(bool isChunked)
    {
        // The gateway reads no more than it needs, so the end of the connection may overtake its response.
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        GatewayResponse response = await Eventually.GetAsync(
            "the answer arrives",
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = Json(Sized(MaxBody + 1_000_000)) };
                request.Headers.TransferEncodingChunked = isChunked;
                request.Headers.ExpectContinue = true;
                return gateway.SendAsync(request);
            },
            arrived => arrived.Status != 0);
        AssertTakenOrTooLarge(response, 413);
    }

    /// <summary>Returns a valid event of the given number of bytes.</summary>
    private static byte[] Sized(int length)
    {
        byte[] body = [.. Valid[..^1], .. ",\"more\":\""u8, .. new byte[length - Valid.Length - 10]];
        body.AsSpan(Valid.Length + 8).Fill((byte)'x');
        body = [.. body, (byte)'"', (byte)'}'];
        Assert.Equal(length, body.Length);
        return body;
    }

    private static void AssertTakenOrTooLarge(GatewayResponse response, int status)
    {
        if (status == 202)
        {
            Assert.True(response.IsAccepted, response.ToString());
        }
        else
        {
            Assert.Equal("The request body is too large", JsonError.AssertRefusal(response, 413));
        }
    }

    [Theory]
    [InlineData("", "site_id query parameter is required")]
    [InlineData("?site_id=", "site_id query parameter is required")]
    [InlineData("?date=2025-11-14", "site_id query parameter is required")]
    [InlineData("?site_id=%00", "site_id must be at most 255 characters, without NUL or unpaired surrogates")]
    [InlineData("?site_id=a&date=14.11.2025", "date must be a day in the form YYYY-MM-DD")]
    [InlineData("?site_id=a&date=2025-2-3", "date must be a day in the form YYYY-MM-DD")]
    [InlineData("?site_id=a&date=2025-02-30", "date must be a day in the form YYYY-MM-DD")]
    [InlineData("?site_id=a&date=2025-11-14T00:00:00Z", "date must be a day in the form YYYY-MM-DD")]
    [InlineData("?site_id=a&wait=NaNs", "wait must be a duration such as 500ms or 2s, at most 30s")]
    [InlineData("?site_id=a&wait=-Infinityms", "wait must be a duration such as 500ms or 2s, at most 30s")]
    public async Task A_question_that_cannot_be_answered_is_told_why(string query, string error) => Assert.Equal(
        new GatewayResponse(400, $$"""{"success":false,"error":"{{error}}"}""", "application/json; charset=utf-8"),
        await SendAsync(HttpMethod.Get, "/api/stats" + query, null));

    [Fact]
    public async Task The_API_is_described_with_the_names_that_answers_have()
    {
        GatewayResponse description = await SendAsync(HttpMethod.Get, "/openapi/v1.json", null);
        Assert.Contains("\"total_views\"", description.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"totalViews\"", description.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_described_with_types_limits_and_an_example_that_is_taken()
    {
        using JsonDocument document = JsonDocument.Parse((await SendAsync(HttpMethod.Get, "/openapi/v1.json", null)).Body);
        JsonElement schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        JsonElement properties = schemas.GetProperty("EventRequest").GetProperty("properties");

        Assert.Equal("""{"maximum":100,"minimum":0,"type":["null","integer"]}""", Shape(properties.GetProperty("scroll")));
        Assert.Equal("""{"maxLength":500,"type":["null","string"]}""", Shape(properties.GetProperty("title")));
        Assert.Equal(["site_id", "event_type", "timestamp"], schemas.GetProperty("EventRequest").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["amount", "currency"], schemas.GetProperty("RevenueRequest").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        JsonElement example = document.RootElement.GetProperty("paths").GetProperty("/api/event").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        Assert.Equal(202, (await SendAsync(HttpMethod.Post, "/api/event", new StringContent(example.GetRawText()))).Status);

        static string Shape(JsonElement schema) => JsonSerializer.Serialize(schema.EnumerateObject()
            .Where(property => property.Name is "type" or "maximum" or "minimum" or "maxLength" or "pattern").OrderBy(property => property.Name, StringComparer.Ordinal)
            .ToDictionary(property => property.Name, property => property.Value));
    }

    [Fact]
    public async Task Every_operation_is_described_with_the_refusals_of_limits_and_access()
    {
        GatewayResponse description = await SendAsync(HttpMethod.Get, "/openapi/v1.json", null);
        using JsonDocument document = JsonDocument.Parse(description.Body);
        string[] described =
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.TryGetProperty("responses", out _)
               orderby path.Name
               select $"{operation.Name} {path.Name} {string.Join(' ', operation.Value.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order())}",
        ];
        Assert.InRange(described.Length, 20, 200);
        Assert.All(described, operation => Assert.Contains(" 429", operation, StringComparison.Ordinal));
        Assert.All(
            described.Where(operation => !operation.Contains("/api/operator/session", StringComparison.Ordinal)),
            operation => Assert.Matches(" 401.* 403.* 503", operation));
    }

    [Theory]
    [InlineData("live%20", "live ")]
    [InlineData("LIVE", "LIVE")]
    public async Task A_site_that_is_called_like_the_feed_of_all_is_that_site(string segment, string siteId) => Assert.Contains(
        $"\"site_id\":\"{siteId}\"", (await SendAsync(HttpMethod.Get, $"/api/operator/sites/{segment}", null)).Body, StringComparison.Ordinal);

    [Fact]
    public async Task A_site_id_that_is_too_long_is_told_so() =>
        JsonError.AssertRefusal(await SendAsync(HttpMethod.Get, "/api/stats?site_id=" + new string('s', 256), null), 400);

    [Fact]
    public async Task Damaged_events_are_accepted_or_refused_in_order()
    {
        GatewayClient gateway = (await servers.SharedAsync()).Gateway;
        Gen<byte[]> damaged = Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Byte, Gen.Int[0, 2], (at, value, how) => how switch
        {
            0 => [.. Valid[..at], value, .. Valid[(at + 1)..]],
            1 => [.. Valid[..at], value, .. Valid[at..]],
            _ => Valid[..at],
        });
        await damaged.SampleAsync(
            async body =>
            {
                GatewayResponse response = await gateway.PostAsync(body);
                if (!response.IsAccepted)
                {
                    JsonError.AssertRefusal(response, 400);
                }
            },
            iter: 500);
    }

    private async Task<GatewayResponse> PostAsync(byte[] body) => await SendAsync(HttpMethod.Post, "/api/event", Json(body));

    private async Task<GatewayResponse> SendAsync(HttpMethod method, string path, HttpContent? content) =>
        await (await servers.SharedAsync()).Gateway.SendAsync(new HttpRequestMessage(method, path) { Content = content });

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
