using System.Buffers.Binary;
using System.Net;

namespace Footfall.Limits;

/// <summary>By what a client's address is told from others.</summary>
internal static class AddressKey
{
    private const int BytesOfIPv4 = 4;
    private const int BytesOfIPv6 = 16;

    /// <summary>Where IPv4 addresses are in IPv6: ::ffff:0:0/96.</summary>
    private const ulong IPv4Prefix = 0xFFFF_0000_0000;

    /// <summary>
    /// An IPv4 address whole, an IPv6 address by its first 64 bits: a subscriber has at least all that share them. Whoever has
    /// no address, as on a Unix socket, is one client.
    /// </summary>
    public static UInt128 Of(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[BytesOfIPv6];
        address.TryWriteBytes(bytes, out int length);
        return length == BytesOfIPv4 ? IPv4Prefix | BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : address.IsIPv4MappedToIPv6 ? IPv4Prefix | BinaryPrimitives.ReadUInt32BigEndian(bytes[^BytesOfIPv4..])
            : new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), 0);
    }
}
