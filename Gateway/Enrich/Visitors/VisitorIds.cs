using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Footfall.Enrich;

/// <summary>
/// Computes the id of a visitor without a user id: a keyed hash of site, address and User-Agent. Each text stands behind its length, so that
/// no two visitors are hashed as the same text. Allocates nothing.
/// </summary>
internal static class VisitorIds
{
    /// <summary>How much of a User-Agent counts, in bytes of UTF-8.</summary>
    public const int MaxUserAgentBytes = 512;

    private const int MaxAddressBytes = 16;

    /// <summary>Enough for all that is hashed, and for a User-Agent before it is cut.</summary>
    private const int BufferBytes = (3 * sizeof(int)) + (3 * Queue.SiteId.MaxLength) + MaxAddressBytes + (3 * MaxUserAgentBytes);

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <param name="salt">The salt of the event's date.</param>
    /// <param name="siteId">A valid site id in UTF-8.</param>
    /// <param name="address">The visitor's address; an IPv4 address in IPv6 is the IPv4 address. Null if it is unknown.</param>
    /// <param name="userAgent">The visitor's <c>User-Agent</c>; empty if it is unknown.</param>
    public static ulong Of(in VisitorSalt salt, ReadOnlySpan<byte> siteId, IPAddress? address, ReadOnlySpan<char> userAgent)
    {
        ReadOnlySpan<char> counted = userAgent.Length > MaxUserAgentBytes ? userAgent[..MaxUserAgentBytes] : userAgent;
        Span<byte> buffer = Begin(siteId, address, out int length);
        int bytes = Encoding.UTF8.GetBytes(counted, buffer[(length + sizeof(int))..]);
        return Finish(salt, buffer, length, Math.Min(bytes, MaxUserAgentBytes));
    }

    /// <param name="salt">The salt of the event's date.</param>
    /// <param name="siteId">A valid site id in UTF-8.</param>
    /// <param name="address">The visitor's address; null if it is unknown.</param>
    /// <param name="userAgent">The visitor's <c>User-Agent</c> in UTF-8; empty if it is unknown.</param>
    public static ulong Of(in VisitorSalt salt, ReadOnlySpan<byte> siteId, IPAddress? address, ReadOnlySpan<byte> userAgent)
    {
        ReadOnlySpan<byte> counted = userAgent.Length > MaxUserAgentBytes ? userAgent[..MaxUserAgentBytes] : userAgent;
        Span<byte> buffer = Begin(siteId, address, out int length);
        counted.CopyTo(buffer[(length + sizeof(int))..]);
        return Finish(salt, buffer, length, counted.Length);
    }

    private static Span<byte> Begin(ReadOnlySpan<byte> siteId, IPAddress? address, out int length)
    {
        Span<byte> buffer = _buffer ??= new byte[BufferBytes];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, siteId.Length);
        siteId.CopyTo(buffer[sizeof(int)..]);
        length = sizeof(int) + siteId.Length;
        int addressBytes = WriteAddress(address, buffer[(length + sizeof(int))..]);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[length..], addressBytes);
        length += sizeof(int) + addressBytes;
        return buffer;
    }

    private static ulong Finish(in VisitorSalt salt, Span<byte> buffer, int length, int userAgentBytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer[length..], userAgentBytes);
        Span<byte> hashed = buffer[..(length + sizeof(int) + userAgentBytes)];
        ulong id = SipHash.Compute(salt.First, salt.Second, hashed);
        hashed.Clear();
        return id;
    }

    private static int WriteAddress(IPAddress? address, Span<byte> destination)
    {
        if (address is null)
        {
            return 0;
        }

        address.TryWriteBytes(destination, out int length);
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6)
        {
            destination[(length - sizeof(int))..length].CopyTo(destination);
            return sizeof(int);
        }

        return length;
    }
}
