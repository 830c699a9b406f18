using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Footfall.Days;

/// <summary>Reads what <see cref="BodyWriter"/> wrote, and nothing else: what could be written otherwise is refused.</summary>
internal ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = body;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            if ((next == 0 && shift > 0) || (shift == 63 && next > 1))
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new DaySegmentException("a number is written in a wrong form");
    }

    public int ReadCount(int max, string what)
    {
        ulong count = ReadVarint();
        return count <= (ulong)max ? (int)count : throw new DaySegmentException($"{count} {what} are more than {max}");
    }

    /// <summary>Reads as many numbers as fit into <paramref name="values"/>, which are at least 0.</summary>
    public void ReadPlanes<T>(Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        int count = values.Length;
        int size = T.Zero.GetByteCount();
        int width = Take(1)[0];
        if (width > size || (long)width * count > _rest.Length)
        {
            throw new DaySegmentException($"{count} values of {width} bytes are more than is there");
        }

        values.Clear();
        Span<byte> target = MemoryMarshal.AsBytes(values);
        for (int plane = 0; plane < width; plane++)
        {
            ReadOnlySpan<byte> bytes = Take(count);
            if (plane == width - 1 && !bytes.ContainsAnyExcept((byte)0))
            {
                throw new DaySegmentException("numbers have more bytes than they need");
            }

            for (int i = 0, to = BitConverter.IsLittleEndian ? plane : size - 1 - plane; i < bytes.Length; i++, to += size)
            {
                target[to] = bytes[i];
            }
        }
    }

    /// <summary>Reads so many numbers, if the body may have them.</summary>
    public T[] ReadPlanes<T>(int count)
        where T : unmanaged, IBinaryInteger<T>
    {
        var values = new T[count];
        ReadPlanes(values.AsSpan());
        return values;
    }

    /// <summary>Ascending texts.</summary>
    public string[] ReadTexts(int max)
    {
        // All but one have a byte.
        int count = ReadCount(Math.Min(max, _rest.Length + 1), "texts");
        int[] lengths = ReadPlanes<int>(count);
        string[] texts = new string[count];
        ReadOnlySpan<byte> previous = default;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> text = Take(lengths[i]);
            if (i > 0 && previous.SequenceCompareTo(text) >= 0)
            {
                throw new DaySegmentException("texts do not ascend");
            }

            try
            {
                texts[i] = s_strict.GetString(text);
            }
            catch (ArgumentException e)
            {
                throw new DaySegmentException("a text is not UTF-8", e);
            }

            previous = text;
        }

        return texts;
    }

    /// <summary>Ascending numbers.</summary>
    /// <param name="maxCount">The most there may be.</param>
    /// <param name="min">The least number.</param>
    /// <param name="max">The greatest number.</param>
    public long[] ReadNumbers(int maxCount, long min, long max)
    {
        int count = ReadCount(Math.Min(maxCount, _rest.Length), "numbers");
        if (count == 0)
        {
            return [];
        }

        long first = ReadSigned();
        ulong[] steps = ReadPlanes<ulong>(count - 1);
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = i == 0 ? first : (long)((ulong)numbers[i - 1] + steps[i - 1]);
            if (numbers[i] < min || numbers[i] > max || (i > 0 && numbers[i] <= numbers[i - 1]))
            {
                throw new DaySegmentException("numbers are out of range or do not ascend");
            }
        }

        return numbers;
    }

    public long ReadSigned()
    {
        ulong value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw new DaySegmentException("it ends too early");
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
