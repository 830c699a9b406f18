using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using ZstdSharp;

namespace Footfall.Collect;

/// <summary>A request's whole body in one rented array, which may be written to.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly byte[] _rented;
    private readonly int _length;

    private RequestBody(byte[] rented, int length)
    {
        _rented = rented;
        _length = length;
    }

    public Span<byte> Bytes => _rented.AsSpan(0, _length);

    /// <exception cref="BadHttpRequestException">
    /// The body is longer than the server takes, ended early, or is not of a known Content-Encoding.
    /// </exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request)
    {
        // Whoever knew the encoding has inflated the body and taken the header away.
        if (request.Headers.ContentEncoding.Count > 0)
        {
            throw new BadHttpRequestException("The body's Content-Encoding is not known.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await ReadAllAsync(request);
        }
        catch (Exception e) when (IsOfWrongEncoding(e))
        {
            throw new BadHttpRequestException("The body is not of its Content-Encoding.", e);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);

    /// <summary>
    /// What the decompressors throw: zlib's own exception, for a stream that asks for a dictionary, is known as an
    /// <see cref="IOException"/> only, as are those of the server and of the connection.
    /// </summary>
    private static bool IsOfWrongEncoding(Exception e) =>
        e is InvalidDataException or InvalidOperationException or ZstdException
        || (e is IOException and not BadHttpRequestException and not ConnectionResetException);

    private static async ValueTask<RequestBody> ReadAllAsync(HttpRequest request)
    {
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
            {
                int length = (int)read.Buffer.Length;
                byte[] rented = ArrayPool<byte>.Shared.Rent(length);
                read.Buffer.CopyTo(rented);
                reader.AdvanceTo(read.Buffer.End);
                return new RequestBody(rented, length);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
