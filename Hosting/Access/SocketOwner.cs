using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Footfall.Access;

/// <summary>
/// Finds the user id of the process at the other end of a loopback connection, from Linux's tables: a proxy that adds no
/// header is recognised by the system account that it runs as.
/// </summary>
public static class SocketOwner
{
    /// <summary>The state of a socket that no process holds any longer.</summary>
    private const string TimeWait = "06";

    private const int HexOfAWord = 8;

    /// <summary>The first user id of a person; lower ones are root's and services' (UID_MIN in login.defs).</summary>
    private const uint FirstPerson = 1000;

    private const uint Nobody = 65534;

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];
    private static readonly object Key = new();

    /// <summary>Finds the sign that a service, not a person, holds the connection. Reads the kernel's tables once per connection.</summary>
    public static RemoteSign FindSign(HttpContext context)
    {
        IDictionary<object, object?>? items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is null)
        {
            return default;
        }

        if (!items.TryGetValue(Key, out object? known))
        {
            ConnectionInfo connection = context.Connection;
            known = connection is { RemoteIpAddress: { } peer, LocalIpAddress: { } own }
                ? Find(new IPEndPoint(peer, connection.RemotePort), new IPEndPoint(own, connection.LocalPort))
                : null;
            items[Key] = known;
        }

        return known is uint user && IsService(user)
            ? new RemoteSign(RemoteSignKind.ServiceAccount, user.ToString(CultureInfo.InvariantCulture))
            : default;
    }

    /// <summary>Returns whether a user id belongs to a system account other than root.</summary>
    internal static bool IsService(uint user) => user is (> 0 and < FirstPerson) or Nobody;

    /// <summary>Returns the user id holding the socket from <paramref name="peer"/> to <paramref name="own"/>; null when unknown.</summary>
    internal static uint? Find(IPEndPoint peer, IPEndPoint own)
    {
        foreach (string table in Tables)
        {
            try
            {
                foreach (string line in File.ReadLines(table).Skip(1))
                {
                    if (Read(line, peer, own) is { } user)
                    {
                        return user;
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not Linux, or access denied.
            }
        }

        return null;
    }

    /// <summary>Parses a line such as <c>  0: 0100007F:0BB8 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000 …</c>.</summary>
    private static uint? Read(string line, IPEndPoint peer, IPEndPoint own)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 7 && fields[3] != TimeWait && IsAt(fields[1], peer) && IsAt(fields[2], own)
            && uint.TryParse(fields[7], NumberStyles.None, CultureInfo.InvariantCulture, out uint user)
                ? user
                : null;
    }

    private static bool IsAt(string field, IPEndPoint end)
    {
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(field.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int port)
            && port == end.Port
            && ReadAddress(field.AsSpan(0, colon)).Equals(Plain(end.Address));
    }

    /// <summary>Parses words of four bytes, each a number in this machine's byte order.</summary>
    private static IPAddress ReadAddress(ReadOnlySpan<char> hex)
    {
        byte[] bytes = new byte[hex.Length / 2];
        for (int word = 0; word < hex.Length / HexOfAWord; word++)
        {
            BitConverter.TryWriteBytes(
                bytes.AsSpan(word * sizeof(uint)), uint.Parse(hex.Slice(word * HexOfAWord, HexOfAWord), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }

        return Plain(new IPAddress(bytes));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
