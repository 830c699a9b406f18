using System.Buffers;
using System.Buffers.Text;
using System.Net;

namespace Footfall.Collect;

/// <summary>Checks that a text is the address of a client, in the one form that all programs read alike.</summary>
internal static class AddressText
{
    private const int Octets = 4;

    private static readonly SearchValues<byte> V6Bytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>
    /// Returns whether the text is an IPv6 address, or an IPv4 address of four decimal numbers: leading zeros, octal to some programs, are
    /// none, and neither is a port, a zone or a network.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<byte> text) =>
        text.Contains((byte)':') ? !text.ContainsAnyExcept(V6Bytes) && IPAddress.IsValidUtf8(text) : IsV4(text);

    private static bool IsV4(ReadOnlySpan<byte> text)
    {
        int octets = 0;
        foreach (Range range in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> octet = text[range];
            if (++octets > Octets || octet.IsEmpty || (octet.Length > 1 && octet[0] == '0') || octet.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                || !Utf8Parser.TryParse(octet, out byte _, out int read) || read != octet.Length)
            {
                return false;
            }
        }

        return octets == Octets;
    }
}
