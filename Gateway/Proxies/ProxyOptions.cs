using System.Net;

namespace Footfall.Proxies;

/// <summary>Which proxies this gateway stands behind. Section <c>Proxies</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>
    /// Addresses and networks of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, with commas between:
    /// <c>10.1.0.0/16, 192.0.2.7</c>. Default: none.
    /// </summary>
    public string Networks { get; set; } = "";

    /// <summary>The parts of <see cref="Networks"/>.</summary>
    internal IEnumerable<string> Parts => Networks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads one of <see cref="Parts"/>; an address is a network of one.</summary>
    internal static bool TryRead(string part, out IPNetwork network)
    {
        if (IPAddress.TryParse(part, out IPAddress? address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(part, out network);
    }
}
