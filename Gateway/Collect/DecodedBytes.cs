using System.Buffers;

namespace Footfall.Collect;

/// <summary>What comes out of a decoder, in rented memory that grows with it up to a limit.</summary>
/// <param name="limit">How many bytes are taken at most.</param>
internal sealed class DecodedBytes(int limit) : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _rented = [];

    public int Length { get; private set; }

    /// <summary>Whether more came than is taken; nothing more is to be written then.</summary>
    public bool IsTooLong => Length > limit;

    public ReadOnlySpan<byte> Written => _rented.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _rented.AsMemory(0, Length);

    /// <summary>Room for at least one byte, up to one beyond the limit.</summary>
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

    /// <summary>Gives the memory away, to whoever returns it to the shared pool.</summary>
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
