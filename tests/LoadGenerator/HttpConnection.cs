using System.Buffers.Text;
using System.Net.Sockets;

namespace Footfall.LoadGenerator;

/// <summary>
/// One HTTP/1.1 connection that sends a request and reads its answer's status. It does less than HttpClient does, so
/// that the load costs little of the two cores that it is measured on.
/// </summary>
internal sealed class HttpConnection(Uri address) : IDisposable
{
    private readonly byte[] _received = new byte[256 * 1024];
    private Socket? _socket;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The status; 0 when the connection broke, which leaves open what became of the request.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        try
        {
            _socket ??= await ConnectAsync(cancellation);
            await _socket.SendAsync(request, cancellation);
            int length = 0;
            int end;
            do
            {
                int read = await _socket.ReceiveAsync(_received.AsMemory(length), cancellation);
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
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            Close();
            return 0;
        }
    }

    public void Dispose() => Close();

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Where the answer ends; -1 while that is not known.</summary>
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

        // Without a length the body comes in chunks, the last of which is empty.
        return answer[body..].EndsWith("0\r\n\r\n"u8) ? answer.Length : -1;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
