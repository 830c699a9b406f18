using System.Net;

namespace Footfall.Enrich;

/// <summary>Tells addresses of the public internet from those that are nowhere: data files have wrong answers for some of the latter.</summary>
internal static class PublicAddress
{
    /// <summary>The special-purpose blocks of the IANA registries (RFC 6890) in which no visitor of another network can be.</summary>
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/127", "100::/64", "2001:db8::/32", "3fff::/20", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Returns the address in the form that data files have, or null for one that is not public.</summary>
    /// <param name="address">Any address; an IPv4 address in IPv6 is the IPv4 address.</param>
    public static IPAddress? Of(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (IPNetwork network in NotPublic)
        {
            if (network.Contains(plain))
            {
                return null;
            }
        }

        return plain;
    }
}
