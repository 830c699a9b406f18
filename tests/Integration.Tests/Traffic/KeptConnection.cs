using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Footfall.Integration.Traffic;

/// <summary>
/// Posts events one after another over one connection, as browsers do: Chromium repeats a post on a new connection, without
/// informing the page, when the server cuts a kept-alive one before its response, and when the response is 408 or 421.
/// </summary>
internal sealed class KeptConnection(Uri gateway) : IDisposable
{
    private TcpClient? _client;

    /// <summary>The number of posts sent again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Posts an event until it is answered, however often its connection is cut.</summary>
    public async Task<GatewayResponse> PostAsync(byte[] json)
    {
        while (true)
        {
            if (await TryPostAsync(json) is { Status: not (408 or 421) } answer)
            {
                return answer;
            }

            Repeats++;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    /// <returns>The response; null if the connection was cut.</returns>
    private async Task<GatewayResponse?> TryPostAsync(byte[] json)
    {
        try
        {
            NetworkStream stream = await ConnectAsync();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"POST /api/event HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n")));
            await stream.WriteAsync(json);
            string head = await ReadHeadAsync(stream);
            byte[] body = new byte[int.Parse(Header(head, "Content-Length") ?? "0", CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body);
            if (Header(head, "Connection") == "close")
            {
                Dispose();
            }

            return new GatewayResponse(int.Parse(head.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), Encoding.UTF8.GetString(body));
        }
        catch (IOException)
        {
            Dispose();
            return null;
        }
    }

    /// <summary>Connects, waiting for a gateway that is restarting.</summary>
    private async Task<NetworkStream> ConnectAsync()
    {
        while (_client is null)
        {
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(gateway.Host, gateway.Port);
                _client = client;
            }
            catch (SocketException)
            {
                client.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }

        return _client.GetStream();
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static string? Header(string head, string name) => head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
