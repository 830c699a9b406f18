using System.Buffers.Binary;
using System.Net;

namespace Footfall.Limits;

/// <summary>By what a client's address is told from others.</summary>
internal static class AddressKey
{
    private const int Bytes = 16;

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

        Span<byte> bytes = stackalloc byte[Bytes];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        UInt128 key = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return address.IsIPv4MappedToIPv6 || address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? key : key >> 64 << 64;
    }
}
