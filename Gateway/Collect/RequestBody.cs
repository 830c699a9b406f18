using System.Buffers;
using System.IO.Pipelines;

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

    /// <exception cref="BadHttpRequestException">The body is longer than the server takes, or ended early.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request)
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

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
