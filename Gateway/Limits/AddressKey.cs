using System.Buffers.Binary;
using System.Net;

namespace Footfall.Limits;

/// <summary>Derives the key by which client addresses are distinguished.</summary>
internal static class AddressKey
{
    private const int BytesOfIPv4 = 4;
    private const int BytesOfIPv6 = 16;

    /// <summary>The prefix of IPv4 addresses in IPv6: ::ffff:0:0/96.</summary>
    private const ulong IPv4Prefix = 0xFFFF_0000_0000;

    /// <summary>
    /// Returns an IPv4 address in full, or the first 64 bits of an IPv6 address, because a subscriber has at least all addresses that
    /// share them. All clients without an address, as on a Unix socket, share one key.
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
