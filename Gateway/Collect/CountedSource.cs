namespace Footfall.Collect;

/// <summary>
/// Coded bytes as a stream that records how far its reader got. The last byte is returned by a read of its own, so that a decoder
/// that ends with it must have requested it, and one that ended earlier has not.
/// </summary>
internal sealed class CountedSource(ReadOnlyMemory<byte> bytes) : Stream
{
    private int _at;

    /// <summary>Whether the reader has consumed every byte.</summary>
    public bool IsAllTaken => _at == bytes.Length;

    /// <summary>Whether the reader requested more bytes after the last one.</summary>
    public bool IsMoreWanted { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (IsAllTaken)
        {
            IsMoreWanted |= !buffer.IsEmpty;
            return 0;
        }

        int left = bytes.Length - _at;
        int count = Math.Min(buffer.Length, left > 1 ? left - 1 : 1);
        bytes.Span.Slice(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
