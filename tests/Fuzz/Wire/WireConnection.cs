using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Footfall.Fuzz.Wire;

/// <summary>A connection that sends bytes unchanged, valid or not, and reads responses strictly.</summary>
internal sealed class WireConnection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    private WireConnection(Socket socket) => _socket = socket;

    public static async Task<WireConnection> OpenAsync(Uri gateway, CancellationToken limit)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(gateway.Host, gateway.Port, limit);
            return new WireConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends in pieces. A peer that has hung up meanwhile is not an error, because its response may have arrived.</summary>
    /// <param name="bytes">The bytes to send.</param>
    /// <param name="cuts">The ends of the pieces, modulo the length.</param>
    /// <param name="limit">The token that ends it.</param>
    public async Task SendAsync(byte[] bytes, IReadOnlyList<int> cuts, CancellationToken limit)
    {
        try
        {
            int sent = 0;
            foreach (int cut in cuts.Select(cut => cut % (bytes.Length + 1)).Order().Append(bytes.Length))
            {
                while (sent < cut)
                {
                    sent += await _socket.SendAsync(bytes.AsMemory(sent, cut - sent), limit);
                }
            }
        }
        catch (SocketException)
        {
            // The response, if there is one, has more details.
        }
    }

    /// <summary>Returns the next response; null if the peer has hung up, or has been silent for the given time.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<WireResponse?> ReadUntilQuietAsync(bool isHead, TimeSpan quiet, CancellationToken limit)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit);
        end.CancelAfter(quiet);
        try
        {
            if (_start == _end && !await FillAsync(end.Token))
            {
                return null;
            }

            end.CancelAfter(quiet * 4);
            return await ReadAsync(isHead, end.Token);
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Returns the next response, skipping interim ones; null if the peer has hung up instead.</summary>
    /// <param name="isHead">Whether it answers HEAD, and so has no body.</param>
    /// <param name="limit">The token that ends the wait.</param>
    /// <exception cref="WireFaultException">The response is not HTTP.</exception>
    public async Task<WireResponse?> ReadAsync(bool isHead, CancellationToken limit)
    {
        while (true)
        {
            if (await ReadLineAsync(isOptional: true, limit) is not { } first)
            {
                return null;
            }

            int status = ParseStatus(first);
            var headers = new List<(string Name, string Value)>();
            while (await ReadLineAsync(isOptional: false, limit) is { Length: > 0 } line)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                headers.Add(colon > 0 ? (line[..colon], line[(colon + 1)..].Trim()) : throw new WireFaultException($"a header of the answer is: {line}"));
            }

            if (status >= 200)
            {
                return await ReadBodyAsync(new WireResponse(status, headers, [], headers.Contains(("Connection", "close"))), isHead, limit);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int ParseStatus(string line) => line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12
        && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status)
        ? status
        : throw new WireFaultException($"an answer begins with: {line}");

    private async Task<WireResponse> ReadBodyAsync(WireResponse head, bool isHead, CancellationToken limit)
    {
        if (isHead || head.Status is 204 or 304)
        {
            return head;
        }

        if (head.Header("Transfer-Encoding") is { } coding)
        {
            return coding == "chunked" ? await ReadChunksAsync(head, limit) : throw new WireFaultException($"the answer's transfer encoding is {coding}");
        }

        if (head.Header("Content-Length") is { } length)
        {
            return head with { Body = await ReadBytesAsync(int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), limit) };
        }

        using var body = new MemoryStream();
        do
        {
            body.Write(_buffer, _start, _end - _start);
            _start = _end;
        }
        while (await FillAsync(limit));
        return head with { Body = body.ToArray(), EndsConnection = true };
    }

    private async Task<WireResponse> ReadChunksAsync(WireResponse head, CancellationToken limit)
    {
        using var body = new MemoryStream();
        while (true)
        {
            string line = (await ReadLineAsync(isOptional: false, limit))!;
            if (!int.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size))
            {
                throw new WireFaultException($"a chunk of the answer has the size: {line}");
            }

            body.Write(await ReadBytesAsync(size, limit));
            if ((await ReadLineAsync(isOptional: false, limit))!.Length > 0)
            {
                throw new WireFaultException("a chunk of the answer is longer than it says");
            }

            if (size == 0 || head.ContentType.StartsWith("text/event-stream", StringComparison.Ordinal))
            {
                // The event stream never ends; the first events are enough.
                return head with { Body = body.ToArray(), EndsConnection = head.EndsConnection || size > 0 };
            }
        }
    }

    private async Task<byte[]> ReadBytesAsync(int length, CancellationToken limit)
    {
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length)
        {
            if (_start == _end && !await FillAsync(limit))
            {
                throw new WireFaultException($"the answer's body ended after {read} of {length} bytes", isEnd: true);
            }

            int take = Math.Min(length - read, _end - _start);
            _buffer.AsSpan(_start, take).CopyTo(bytes.AsSpan(read));
            _start += take;
            read += take;
        }

        return bytes;
    }

    private async Task<string?> ReadLineAsync(bool isOptional, CancellationToken limit)
    {
        while (true)
        {
            int end = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                string line = Encoding.Latin1.GetString(_buffer, _start, end);
                _start += end + 2;
                return line;
            }

            if (!await FillAsync(limit))
            {
                return isOptional && _start == _end ? null : throw new WireFaultException("the answer ended within its head", isEnd: true);
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken limit)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            int read = await _socket.ReceiveAsync(_buffer.AsMemory(_end), limit);
            _end += read;
            return read > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
