using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Footfall.Enrich;

/// <summary>The random key under which the visitors of one date are hashed. It is a secret, and has no text form that a log could show.</summary>
internal readonly struct VisitorSalt(ulong first, ulong second) : IEquatable<VisitorSalt>
{
    public const int Bytes = 16;

    /// <summary>The length of <see cref="ToHex"/>.</summary>
    private const int HexLength = 2 * Bytes;

    public ulong First { get; } = first;

    public ulong Second { get; } = second;

    public static VisitorSalt NewRandom()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        VisitorSalt salt = Read(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return salt;
    }

    /// <summary>Parses what <see cref="ToHex"/> wrote; returns false for anything else.</summary>
    public static bool TryParse(string? hex, out VisitorSalt salt)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bool isValid = hex is { Length: HexLength } && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        salt = isValid ? Read(bytes) : default;
        CryptographicOperations.ZeroMemory(bytes);
        return isValid;
    }

    /// <summary>As Redis keeps it. Digits and letters are ordered alike in every locale, so "the smaller" is the same for everybody.</summary>
    public string ToHex()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, First);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], Second);
        return Convert.ToHexStringLower(bytes);
    }

    public bool Equals(VisitorSalt other) => First == other.First && Second == other.Second;

    public override bool Equals(object? obj) => obj is VisitorSalt other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(First, Second);

    private static VisitorSalt Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));
}
