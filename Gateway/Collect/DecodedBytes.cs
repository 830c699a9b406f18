using System.Buffers;

namespace Footfall.Collect;

/// <summary>The output of a decoder, in rented memory that grows up to a limit.</summary>
/// <param name="limit">The maximum number of bytes.</param>
internal sealed class DecodedBytes(int limit) : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _rented = [];

    public int Length { get; private set; }

    /// <summary>Whether the output exceeded the limit; nothing more may be written then.</summary>
    public bool IsTooLong => Length > limit;

    public ReadOnlySpan<byte> Written => _rented.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _rented.AsMemory(0, Length);

    /// <summary>Returns room for at least one byte, up to one byte beyond the limit.</summary>
    public Span<byte> GetRoom()
    {
        if (Length == _rented.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(FirstBytes, 2 * Length), limit + 1));
            Written.CopyTo(larger);
            Return();
            _rented = larger;
        }

        return _rented.AsSpan(Length, Math.Min(_rented.Length, limit + 1) - Length);
    }

    public void Advance(int bytes) => Length += bytes;

    /// <summary>Transfers ownership of the memory to the caller, who returns it to the shared pool.</summary>
    public byte[] Detach()
    {
        byte[] rented = _rented;
        _rented = [];
        return rented;
    }

    public void Dispose()
    {
        Return();
        _rented = [];
    }

    private void Return()
    {
        if (_rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
