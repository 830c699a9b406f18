using System.Buffers;
using System.IO.Pipelines;
using Footfall.Http;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Primitives;

namespace Footfall.Collect;

/// <summary>
/// A request's whole body in one rented, writable array, without its content codings. A body that does not end as declared is
/// refused as a whole.
/// </summary>
internal readonly struct RequestBody : IDisposable
{
    /// <summary>
    /// A body of up to this many times the limit is still read to its end, and dropped. HAProxy, and clients that read the response only
    /// after sending everything, report nothing but a broken connection when the response comes first.
    /// </summary>
    public const int MaxDropped = 4;

    private readonly byte[] _rented;
    private readonly int _length;

    private RequestBody(byte[] rented, int length, int sentBytes, ErrorResult? refusal = null)
    {
        _rented = rented;
        _length = length;
        SentBytes = sentBytes;
        Refusal = refusal;
    }

    public Span<byte> Bytes => _rented.AsSpan(0, _length);

    /// <summary>The number of bytes received, before decoding.</summary>
    public int SentBytes { get; }

    /// <summary>Why the body cannot be read; null when it can.</summary>
    public ErrorResult? Refusal { get; }

    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The maximum length of the body, both as sent and decoded.</param>
    /// <exception cref="BadHttpRequestException">The body is longer than the server reads, too slow, or ended early.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int maxBytes)
    {
        RequestBody sent;
        try
        {
            sent = await ReadAllAsync(request, maxBytes);
        }
        catch (IOException e) when (e is not BadHttpRequestException and not ConnectionResetException)
        {
            // Kestrel throws this for a chunk size that overflows.
            throw new BadHttpRequestException("The request body's chunks are malformed.", e);
        }

        StringValues encoding = request.Headers.ContentEncoding;
        return encoding.Count == 0 || sent.Refusal is not null ? sent : sent.Decode(encoding, maxBytes, request.HttpContext.Response);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);

    private RequestBody Decode(StringValues encoding, int maxBytes, HttpResponse response)
    {
        if (ContentCodings.Read(encoding, out List<ContentCoding> codings) is { } error)
        {
            response.Headers.AcceptEncoding = ContentCodings.Accepted;
            return Refuse(ErrorResult.UnsupportedMediaType(error));
        }

        RequestBody body = this;
        for (int i = codings.Count - 1; i >= 0; i--)
        {
            var decoded = new DecodedBytes(maxBytes);
            DecodeOutcome outcome = BodyDecoder.Decode(codings[i], body._rented.AsMemory(0, body._length), decoded);
            int length = decoded.Length;
            body.Dispose();
            body = new RequestBody(decoded.Detach(), length, SentBytes);
            if (outcome != DecodeOutcome.Whole)
            {
                return body.Refuse(outcome == DecodeOutcome.TooLong
                    ? ErrorResult.OfStatus(StatusCodes.Status413PayloadTooLarge)
                    : ErrorResult.BadRequest($"The request body is not complete {codings[i].ToString().ToLowerInvariant()} data: it is truncated, damaged, in another coding, or followed by other data; nothing was taken"));
            }
        }

        return body;
    }

    private RequestBody Refuse(ErrorResult refusal) => new(_rented, 0, SentBytes, refusal);

    private static async ValueTask<RequestBody> ReadAllAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes && request.Headers.Expect.Count > 0)
        {
            // The client waits for 100 Continue, so there is nothing to read, and whether the body follows is unknown.
            if (HttpProtocol.IsHttp11(request.Protocol))
            {
                request.HttpContext.Response.Headers.Connection = "close";
            }

            return TooLong(0);
        }

        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > maxBytes)
            {
                return await DropAsync(request, reader, read);
            }

            if (read.IsCompleted)
            {
                int length = (int)read.Buffer.Length;
                byte[] rented = ArrayPool<byte>.Shared.Rent(length);
                read.Buffer.CopyTo(rented);
                reader.AdvanceTo(read.Buffer.End);
                return new RequestBody(rented, length, length);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads an oversized body to its end and discards it.</summary>
    private static async ValueTask<RequestBody> DropAsync(HttpRequest request, PipeReader reader, ReadResult read)
    {
        int sent = 0;
        while (true)
        {
            sent += (int)read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return TooLong(sent);
            }

            read = await reader.ReadAsync(request.HttpContext.RequestAborted);
        }
    }

    private static RequestBody TooLong(int sentBytes) => new([], 0, sentBytes, ErrorResult.OfStatus(StatusCodes.Status413PayloadTooLarge));
}
