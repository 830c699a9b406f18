using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using ZstdSharp;

namespace Footfall.Integration.Collect;

/// <summary>A truncated body is refused, and none of its events is stored.</summary>
public sealed class CutBodyTests(Servers servers)
{
    private const int Events = 500;

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("deflate", true)]
    [InlineData("br", true)]
    [InlineData("zstd", true)]
    public async Task Compressed_body_that_is_cut_is_refused_as_a_whole(string coding, bool isLines)
    {
        Installation footfall = await servers.SharedAsync();
        string run = Guid.NewGuid().ToString("N");
        SentEvent[] events = [.. Enumerable.Range(0, Events).Select(i => new SentEvent($"cut-{run}", "page_view", $"/{i % 7}", $"u{i}", DateTimeOffset.UtcNow))];
        string[] texts = [.. events.Select(sent => Encoding.UTF8.GetString(sent.ToJson()))];
        byte[] whole = Compress(Encoding.UTF8.GetBytes(isLines ? string.Join('\n', texts) + "\n" : $"[{string.Join(',', texts)}]"), coding);
        string type = isLines ? "application/x-ndjson" : "application/json";
        byte[][] broken = [whole[..^1], whole[..^4], whole[..^8], whole[..^9], whole[..(whole.Length / 2)], whole[..(whole.Length / 4)], [.. whole, 0], [.. whole, .. whole[..^8]]];
        foreach (byte[] body in broken)
        {
            string error = JsonError.AssertRefusal(await SendAsync(footfall, "/api/events", body, type, coding), 400);
            Assert.StartsWith($"The request body is not complete {coding} data", error, StringComparison.Ordinal);
        }

        byte[] one = Compress(Encoding.UTF8.GetBytes(texts[0]), coding);
        foreach (int cut in (int[])[1, 4, 8])
        {
            JsonError.AssertRefusal(await SendAsync(footfall, "/api/event", one[..^cut], "application/json", coding), 400);
        }

        // Sent again in full, each event is stored once, so none was stored before.
        GatewayResponse accepted = await SendAsync(footfall, "/api/events", whole, type, coding);
        Assert.Equal($$"""{"success":true,"accepted":{{Events}},"rejected":[]}""", accepted.Body);
        var tally = new Tally();
        Array.ForEach(events, sent => tally.Add(sent, accepted));
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>The connection ends before the body does, directly after a complete line.</summary>
    [Theory]
    [InlineData("/api/events", "Content-Length: {length+1}\r\n\r\n{body}")]
    [InlineData("/api/events", "Transfer-Encoding: chunked\r\n\r\n{hex}\r\n{body}\r\n")]
    [InlineData("/api/events", "Transfer-Encoding: chunked\r\n\r\n{hex}\r\n{body}\r\n5\r\n{")]
    [InlineData("/api/event", "Transfer-Encoding: chunked\r\n\r\n{hex}\r\n{body}\r\n0\r\n")]
    [InlineData("/api/event", "Content-Length: {length+1}\r\n\r\n{body}")]
    public async Task Body_whose_connection_ends_early_is_not_stored(string path, string framing)
    {
        Installation footfall = await servers.SharedAsync();
        var cut = new SentEvent($"cut-off-{Guid.NewGuid():N}", "page_view", "/", "cut", DateTimeOffset.UtcNow);
        string body = Encoding.UTF8.GetString(cut.ToJson()) + "\n";
        string rest = framing.Replace("{length+1}", $"{body.Length + 1}", StringComparison.Ordinal).Replace("{hex}", $"{body.Length:x}", StringComparison.Ordinal).Replace("{body}", body, StringComparison.Ordinal);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(footfall.LocalCluster.GatewayAddress.Host, footfall.LocalCluster.GatewayAddress.Port);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n{rest}"));
            client.Client.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain(" 202 ", await ReadAsync(stream), StringComparison.Ordinal);
        }

        SentEvent other = cut with { User = "whole" };
        var tally = new Tally();
        tally.Add(other, await footfall.Gateway.PostAsync(other));
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>Returns what arrived before the gateway closed the connection.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // Closed without a response.
        }

        return Encoding.ASCII.GetString(answer.ToArray());
    }

    private static Task<GatewayResponse> SendAsync(Installation footfall, string path, byte[] body, string type, string coding)
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return footfall.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    private static byte[] Compress(byte[] body, string coding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = coding switch
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
