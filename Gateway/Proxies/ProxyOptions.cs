using System.Net;

namespace Footfall.Proxies;

/// <summary>The proxies in front of this gateway. Section <c>ForwardedHeaders</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "ForwardedHeaders";

    /// <summary>
    /// Comma-separated addresses and networks of trusted proxies, such as <c>10.1.0.0/16, 192.0.2.7</c>: their
    /// <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Prefix</c> are used, and their clients never count as this machine. Default:
    /// none. Behind a proxy that is not listed, all clients share one address for the rate limits.
    /// </summary>
    public string KnownNetworks { get; set; } = "";

    /// <summary>The parsed <see cref="Parts"/>; null until first used.</summary>
    private IPNetwork[]? _networks;

    /// <summary>The parts of <see cref="KnownNetworks"/>.</summary>
    internal IEnumerable<string> Parts => KnownNetworks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// Returns whether an address is a proxy's. A proxy on this machine listed as 127.0.0.1 or ::1 may connect to either, because
    /// <c>localhost</c> means both.
    /// </summary>
    internal bool Lists(IPAddress address)
    {
        _networks ??= [.. Parts.Select(part => TryRead(part, out IPNetwork network) ? network : default)];
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Contain(plain) || (IsLocalhost(plain) && (Contain(IPAddress.Loopback) || Contain(IPAddress.IPv6Loopback)));
    }

    /// <summary>Parses one of <see cref="Parts"/>; an address is a network of one.</summary>
    internal static bool TryRead(string part, out IPNetwork network)
    {
        if (IPAddress.TryParse(part, out IPAddress? address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(part, out network);
    }

    private static bool IsLocalhost(IPAddress address) => address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback);

    private bool Contain(IPAddress address) => Array.Exists(_networks!, network => network.Contains(address));
}
