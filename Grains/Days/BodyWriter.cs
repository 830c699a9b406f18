using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Footfall.Days;

/// <summary>Writes numbers and texts so that what is alike stands together: the compression finds it there.</summary>
internal sealed class BodyWriter(int expected) : IDisposable
{
    private byte[] _output = ArrayPool<byte>.Shared.Rent(expected);
    private int _length;

    public ReadOnlySpan<byte> Written => _output.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_output);

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void WriteVarint(ulong value)
    {
        Span<byte> bytes = Reserve(10);
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        _length += length;
    }

    /// <summary>The number of bytes that the greatest value needs, then the lowest bytes of all values, then the second ones, and so on.</summary>
    public void WritePlanes<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        T all = T.Zero;
        foreach (T value in values)
        {
            all |= value;
        }

        int size = all.GetByteCount();
        int width = (64 - BitOperations.LeadingZeroCount(ulong.CreateTruncating(all)) + 7) / 8;
        ReadOnlySpan<byte> source = MemoryMarshal.AsBytes(values);
        Span<byte> target = Reserve(1L + ((long)width * values.Length));
        target[0] = (byte)width;
        for (int plane = 0; plane < width; plane++)
        {
            Span<byte> bytes = target.Slice(1 + (plane * values.Length), values.Length);
            for (int i = 0, from = BitConverter.IsLittleEndian ? plane : size - 1 - plane; i < bytes.Length; i++, from += size)
            {
                bytes[i] = source[from];
            }
        }

        _length += target.Length;
    }

    /// <summary>The number of texts, their lengths in UTF-8, and all their bytes.</summary>
    public void WriteTexts(string[] texts)
    {
        WriteVarint((ulong)texts.Length);
        int[] lengths = [.. texts.Select(Encoding.UTF8.GetByteCount)];
        WritePlanes<int>(lengths);
        for (int i = 0; i < texts.Length; i++)
        {
            Encoding.UTF8.GetBytes(texts[i], Reserve(lengths[i]));
            _length += lengths[i];
        }
    }

    /// <summary>The number of values, the first, and how much greater each is than the one before it.</summary>
    public void WriteNumbers(long[] numbers)
    {
        WriteVarint((ulong)numbers.Length);
        if (numbers.Length > 0)
        {
            WriteSigned(numbers[0]);
            ulong[] steps = new ulong[numbers.Length - 1];
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i] = (ulong)numbers[i + 1] - (ulong)numbers[i];
            }

            WritePlanes<ulong>(steps);
        }
    }

    public void WriteSigned(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    private Span<byte> Reserve(long bytes)
    {
        if (_output.Length - _length < bytes)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(_length + bytes, 2L * _output.Length), Array.MaxLength));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_output);
            _output = larger;
        }

        return _output.AsSpan(_length, checked((int)bytes));
    }
}
