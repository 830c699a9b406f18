using CsCheck;

namespace Footfall.Fuzz.Inputs;

/// <summary>A sequence of byte changes, at positions modulo the current length.</summary>
internal sealed record Mutations(IReadOnlyList<(int How, int At, int Length, byte Value)> Changes)
{
    private const int MaxBytes = 1 << 20;

    public static readonly Gen<Mutations> Gen = CsCheck.Gen
        .Select(CsCheck.Gen.Int[0, 6], CsCheck.Gen.Int[0, 1 << 16], CsCheck.Gen.Int[1, 24], CsCheck.Gen.OneOf(CsCheck.Gen.Byte, CsCheck.Gen.OneOf<byte>(0, 0x7F, 0x80, 0xFF, (byte)'"', (byte)'\\', (byte)'\n', (byte)' ', (byte)'{')))
        .Array[1, 4].Select(changes => new Mutations(changes));

    public byte[] Apply(byte[] bytes)
    {
        foreach ((int how, int place, int length, byte value) in Changes)
        {
            int at = place % (bytes.Length + 1);
            int end = Math.Min(bytes.Length, at + length);
            bytes = how switch
            {
                0 when at < bytes.Length => [.. bytes[..at], value, .. bytes[(at + 1)..]],
                1 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (length & 7))), .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], value, .. bytes[at..]],
                3 => [.. bytes[..at], .. bytes[end..]],
                4 when bytes.Length < MaxBytes => [.. bytes[..end], .. bytes[at..end], .. bytes[end..]],
                5 => bytes[..at],
                6 when bytes.Length < MaxBytes => [.. bytes[..at], .. Enumerable.Repeat(value, length), .. bytes[at..]],
                _ => bytes,
            };
        }

        return bytes;
    }
}
