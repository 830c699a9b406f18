using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using ZstdSharp;

namespace Footfall.Integration.Collect;

/// <summary>Requests with many events.</summary>
public sealed class BatchTests(Servers servers)
{
    private const int MaxBody = 4 * 1024 * 1024;
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";

    [Theory]
    [InlineData(Json, null)]
    [InlineData(Json, "gzip")]
    [InlineData(Json, "br")]
    [InlineData(Json, "deflate")]
    [InlineData(Json, "zstd")]
    [InlineData(Lines, null)]
    [InlineData(Lines, "zstd")]
    public async Task A_thousand_events_over_many_sites_are_each_counted_once(string type, string? encoding)
    {
        Installation footfall = await servers.SharedAsync();
        string run = Guid.NewGuid().ToString("N");
        SentEvent[] events = [.. Enumerable.Range(0, 1000).Select(i => new SentEvent($"batch-{run}-{i % 40}", "page_view", $"/{i % 7}", $"u{i}", DateTimeOffset.UtcNow))];

        GatewayResponse response = await PostAsync(footfall, Body(type, events.Select(sent => Encoding.UTF8.GetString(sent.ToJson()))), type, encoding);
        Assert.Equal(new GatewayResponse(202, """{"success":true,"accepted":1000,"rejected":[]}""", "application/json; charset=utf-8"), response);

        var tally = new Tally();
        Array.ForEach(events, sent => tally.Add(sent, response));
        await ExactCounts.AssertAsync(footfall, tally);
    }

    [Fact]
    public async Task What_is_listed_was_not_taken_and_all_else_was()
    {
        Installation footfall = await servers.SharedAsync();
        string site = $"batch-{Guid.NewGuid():N}";
        var good = new SentEvent(site, "page_view", "/", "u0", DateTimeOffset.UtcNow);
        SentEvent other = good with { User = "u1" };
        string[] bodies = [Text(good), Text(good with { Type = "" }), "17", Text(other)];

        GatewayResponse response = await PostAsync(footfall, Body(Json, bodies), Json, null);
        Assert.Equal(
            """{"success":true,"accepted":2,"rejected":[{"index":1,"details":["event_type is required and must be a string"]},{"index":2,"details":["The event must be a JSON object"]}]}""",
            response.Body);
        Assert.Equal(202, response.Status);

        var tally = new Tally();
        tally.Add(good, response);
        tally.Add(other, response);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task A_body_that_is_not_of_its_encoding_is_400(string encoding)
    {
        Installation footfall = await servers.SharedAsync();
        byte[] whole = Compress(Encoding.UTF8.GetBytes(new string(' ', 9999) + "[]"), encoding);
        foreach (byte[] body in (byte[][])["not compressed at all"u8.ToArray(), whole[..(whole.Length / 2)]])
        {
            JsonError.AssertRefusal(await SendAsync(footfall, "/api/events", body, Json, encoding), 400);
            JsonError.AssertRefusal(await SendAsync(footfall, "/api/event", body, Json, encoding), 400);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task A_small_body_that_inflates_beyond_the_limit_is_413(string encoding)
    {
        Installation footfall = await servers.SharedAsync();
        byte[] bomb = Compress(new byte[64 * MaxBody], encoding);
        Assert.True(bomb.Length < MaxBody);
        JsonError.AssertRefusal(await SendAsync(footfall, "/api/events", bomb, Json, encoding), 413);
    }

    [Fact]
    public async Task A_plain_body_beyond_the_limit_is_413() =>
        JsonError.AssertRefusal(await SendAsync(await servers.SharedAsync(), "/api/events", new byte[MaxBody + 1], Json, null), 413);

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, lz4")]
    public async Task An_unknown_encoding_is_415(string encoding) =>
        JsonError.AssertRefusal(await SendAsync(await servers.SharedAsync(), "/api/events", "[]"u8.ToArray(), Json, encoding), 415);

    [Theory]
    [InlineData("{}")]
    [InlineData("[{]")]
    [InlineData("")]
    public async Task A_body_that_is_no_array_is_400(string body) =>
        JsonError.AssertRefusal(await SendAsync(await servers.SharedAsync(), "/api/events", Encoding.UTF8.GetBytes(body), Json, null), 400);

    private static string Text(SentEvent sent) => Encoding.UTF8.GetString(sent.ToJson());

    private static byte[] Body(string type, IEnumerable<string> events) =>
        Encoding.UTF8.GetBytes(type == Json ? $"[{string.Join(',', events)}]" : string.Join('\n', events));

    private static Task<GatewayResponse> PostAsync(Installation footfall, byte[] body, string type, string? encoding) =>
        SendAsync(footfall, "/api/events", encoding is null ? body : Compress(body, encoding), type, encoding);

    private static Task<GatewayResponse> SendAsync(Installation footfall, string path, byte[] body, string type, string? encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        // Otherwise an early refusal can reach a client that is still writing.
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.ExpectContinue = body.Length > MaxBody;
        return footfall.Gateway.SendAsync(request);
    }

    private static byte[] Compress(byte[] body, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new CompressionStream(compressed, leaveOpen: true),
        })
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }
}
