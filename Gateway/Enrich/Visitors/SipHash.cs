using System.Buffers.Binary;
using System.Numerics;

namespace Footfall.Enrich;

/// <summary>
/// SipHash-2-4 with 64 bits: a keyed hash for short texts, from which nobody without the key can find the text, not even by trying all of
/// them. Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012), https://www.aumasson.jp/siphash/siphash.pdf.
/// </summary>
internal static class SipHash
{
    /// <param name="key0">The first eight bytes of the key, little-endian.</param>
    /// <param name="key1">The other eight.</param>
    /// <param name="text">The text.</param>
    public static ulong Compute(ulong key0, ulong key1, ReadOnlySpan<byte> text)
    {
        ulong v0 = key0 ^ 0x736f6d6570736575;
        ulong v1 = key1 ^ 0x646f72616e646f6d;
        ulong v2 = key0 ^ 0x6c7967656e657261;
        ulong v3 = key1 ^ 0x7465646279746573;
        ulong last = (ulong)text.Length << 56;
        while (text.Length >= sizeof(ulong))
        {
            Compress(ref v0, ref v1, ref v2, ref v3, BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[sizeof(ulong)..];
        }

        for (int i = 0; i < text.Length; i++)
        {
            last |= (ulong)text[i] << (8 * i);
        }

        Compress(ref v0, ref v1, ref v2, ref v3, last);
        v2 ^= 0xFF;
        for (int i = 0; i < 4; i++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Compress(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
