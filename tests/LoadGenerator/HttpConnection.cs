using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace Footfall.LoadGenerator;

/// <summary>
/// One HTTP/1.1 connection that sends a request and reads the status of its response. It does less than HttpClient, so
/// that the load uses little of the two cores that it is measured on.
/// </summary>
internal sealed class HttpConnection(Uri address) : IDisposable
{
    private readonly byte[] _received = new byte[256 * 1024];
    private Socket? _socket;

    /// <summary>The start of the request under way; 0 between requests.</summary>
    private long _began;

    /// <summary>Sends a request and reads its response.</summary>
    /// <returns>The status; 0 if the connection broke, which leaves the outcome of the request unknown.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        try
        {
            Socket socket = _socket ??= await ConnectAsync();
            await socket.SendAsync(request);
            int length = 0;
            int end;
            do
            {
                int read = await socket.ReceiveAsync(_received.AsMemory(length));
                length += read;
                if (read == 0)
                {
                    Close();
                    return 0;
                }
            }
            while ((end = FindEnd(_received.AsSpan(0, length))) < 0 || length < end);

            return Utf8Parser.TryParse(_received.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _) ? status : 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Close();
            return 0;
        }
        finally
        {
            Volatile.Write(ref _began, 0);
        }
    }

    /// <summary>
    /// Aborts a request that has waited too long. Safe concurrently with <see cref="SendAsync"/>: checking all connections
    /// periodically costs a request nothing, whereas a timer per request would cost more than writing the request.
    /// </summary>
    public void GiveUpAfter(TimeSpan patience)
    {
        long began = Volatile.Read(ref _began);
        if (began != 0 && Stopwatch.GetElapsedTime(began) > patience)
        {
            _socket?.Dispose();
        }
    }

    public void Dispose() => Close();

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Returns the end of the response; -1 while it is unknown.</summary>
    private static int FindEnd(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        int body = head + 4;
        int length = answer[..head].IndexOf("Content-Length: "u8);
        if (length >= 0)
        {
            return Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int bytes, out _) ? body + bytes : -1;
        }

        // Without a length, the body is chunked, and the last chunk is empty.
        return answer[body..].EndsWith("0\r\n\r\n"u8) ? answer.Length : -1;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
