using System.Buffers;

namespace Footfall.Days;

/// <summary>Room for a column while it is made. Rented: columns are megabytes, and fresh memory costs more than what is done with it.</summary>
internal readonly ref struct Scratch<T>(int length) : IDisposable
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    /// <summary>The room, with what was in it.</summary>
    public Span<T> Span => _array.AsSpan(0, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
