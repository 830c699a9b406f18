using System.Buffers;

namespace Footfall.Enrich;

/// <summary>
/// Writes a host in the one form in which it is shown and compared: lower case, without <c>www.</c> and a final dot, labels of
/// international names in Unicode.
/// </summary>
internal static class HostName
{
    /// <summary>Longest host in its Unicode form, in bytes.</summary>
    public const int MaxBytes = 512;

    /// <summary>RFC 1035, section 2.3.4, without the final dot and the length bytes.</summary>
    private const int MaxTypedBytes = 253;

    /// <summary>Underscores are in no host name of RFC 1123, but in names that browsers open.</summary>
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create([.. "abcdefghijklmnopqrstuvwxyz0123456789-._"u8, .. HighBytes()]);

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("abcdef0123456789:."u8);

    /// <summary>Returns false for what cannot be a host; otherwise writes the host at the beginning of the destination.</summary>
    /// <param name="typed">The host as typed, without user information and port.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/> long.</param>
    /// <param name="length">The length in bytes.</param>
    public static bool TryWrite(ReadOnlySpan<byte> typed, Span<byte> destination, out int length)
    {
        length = 0;
        if (typed.EndsWith("."u8))
        {
            typed = typed[..^1];
        }

        if (typed.IsEmpty || typed.Length > MaxTypedBytes)
        {
            return false;
        }

        Span<byte> host = destination[..typed.Length];
        ToLower(typed, host);
        if (host[0] == '[')
        {
            length = host.Length;
            return host.Length > 2 && host[^1] == ']' && !host[1..^1].ContainsAnyExcept(AddressBytes);
        }

        if (host.ContainsAnyExcept(NameBytes) || host[0] == '.' || host[^1] == '.' || host.IndexOf(".."u8) >= 0)
        {
            return false;
        }

        length = WithoutWww(host).Length;
        host[^length..].CopyTo(destination);
        host = destination[..length];
        return (!host.ContainsAnyInRange((byte)0x80, (byte)0xFF) && host.IndexOf("xn--"u8) < 0)
            || InternationalName.TryWrite(host, destination, out length);
    }

    /// <summary>Removes <c>www.</c> if a name with a dot remains, so that <c>www.com</c> stays.</summary>
    public static ReadOnlySpan<byte> WithoutWww(ReadOnlySpan<byte> host) =>
        host.StartsWith("www."u8) && host[4..].Contains((byte)'.') ? host[4..] : host;

    /// <summary>Returns whether the host is the machine of the visitor, where nothing is published.</summary>
    public static bool IsLocal(ReadOnlySpan<byte> host) =>
        host.SequenceEqual("localhost"u8) || host.EndsWith(".localhost"u8) || host.StartsWith("127."u8) || host.SequenceEqual("[::1]"u8);

    private static void ToLower(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            byte letter = source[i];
            destination[i] = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
        }
    }

    private static IEnumerable<byte> HighBytes() => Enumerable.Range(0x80, 0x80).Select(value => (byte)value);
}
