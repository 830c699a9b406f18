using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Footfall.Access;

/// <summary>
/// An access key: <c>footfall_operator_</c>, 256 random bits, and a checksum that distinguishes a mistyped or truncated key
/// from a wrong one, and lets source code scanners find published keys. Only its SHA-256 is stored:
/// with so many random bits it cannot be reversed.
/// </summary>
public sealed class SecretKey
{
    private const string Prefix = "footfall_";
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomBytes = 32;

    /// <summary>Base 62 digits of 256 bits.</summary>
    private const int RandomLength = 43;

    /// <summary>Base 62 digits of a CRC-32.</summary>
    private const int CheckLength = 6;

    /// <summary>Digits of the random part shown in lists.</summary>
    private const int ShownLength = 6;

    private static readonly string[] Scopes = ["operator", "read", "write", "metrics"];

    private SecretKey(string text) => Text = text;

    /// <summary>The full key, returned only once, on creation.</summary>
    public string Text { get; }

    /// <summary>The key's start, which identifies it to people.</summary>
    public string Shown => Text[..^(RandomLength + CheckLength - ShownLength)];

    /// <summary>The stored SHA-256 of the key.</summary>
    public byte[] Hash
    {
        get
        {
            Span<byte> ascii = stackalloc byte[Encoding.ASCII.GetMaxByteCount(Text.Length)];
            return SHA256.HashData(ascii[..Encoding.ASCII.GetBytes(Text, ascii)]);
        }
    }

    public static SecretKey Create(KeyScope scope)
    {
        string text = Prefix + Scopes[(int)scope - 1] + "_" + ToDigits(RandomNumberGenerator.GetBytes(RandomBytes), RandomLength);
        return new SecretKey(text + Checksum(text));
    }

    /// <summary>Parses a key; returns false for a text that cannot be one, e.g. with a mistyped letter.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SecretKey? key)
    {
        key = null;
        string? scope = Array.Find(Scopes, scope => text.StartsWith(Prefix + scope + "_", StringComparison.Ordinal));
        if (scope is null
            || text.Length != Prefix.Length + scope.Length + 1 + RandomLength + CheckLength
            || !IsChecksum(text.AsSpan()[..^CheckLength], text.AsSpan()[^CheckLength..]))
        {
            return false;
        }

        key = new SecretKey(text);
        return true;
    }

    /// <summary>Returns the shortened key, so that no full key ends up in a log.</summary>
    public override string ToString() => Shown + "…";

    private static string Checksum(string text) => ToDigits(Crc32.Hash(Encoding.UTF8.GetBytes(text)), CheckLength);

    /// <summary>Does the same as comparing with <see cref="Checksum"/>, but cheaply, because it runs on each request with a key.</summary>
    private static bool IsChecksum(ReadOnlySpan<char> text, ReadOnlySpan<char> check)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        uint rest = Crc32.HashToUInt32(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        bool isRight = true;
        for (int i = CheckLength - 1; i >= 0; i--)
        {
            isRight &= check[i] == Digits[(int)(rest % (uint)Digits.Length)];
            rest /= (uint)Digits.Length;
        }

        return isRight;
    }

    private static string ToDigits(byte[] bytes, int length)
    {
        var rest = new BigInteger(bytes, isUnsigned: true);
        return string.Create(length, rest, static (digits, rest) =>
        {
            for (int i = digits.Length - 1; i >= 0; i--)
            {
                rest = BigInteger.DivRem(rest, Digits.Length, out BigInteger digit);
                digits[i] = Digits[(int)digit];
            }
        });
    }
}
