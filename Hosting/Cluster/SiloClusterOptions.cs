using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Footfall.Cluster;

/// <summary>How a host takes part in the Orleans cluster. Section <c>Cluster</c>.</summary>
public sealed class SiloClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>
    /// Name of the installation, which all of its hosts share: whatever they keep in Redis is under it. Default: <c>footfall</c>.
    /// </summary>
    public string ClusterId { get; set; } = "footfall";

    /// <summary>
    /// Name of the Orleans cluster within the installation. Default: that of the installation. Hosts with another one work on the
    /// same queue and store without knowing each other, so that a whole cluster can take over from another.
    /// </summary>
    public string? Membership { get; set; }

    /// <summary>
    /// What operators call this host. Default: in a container the name that Docker gave it; else the machine's name, of a silo with
    /// its port. It should last over restarts.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The address that other hosts reach this silo at: <c>loopback</c>, <c>host</c> (this machine's first other
    /// address) or an IP address. Default: <c>loopback</c>, which serves one machine only.
    /// </summary>
    public string Advertise { get; set; } = "loopback";

    /// <summary>TCP port for other silos. Default: 11111. Keep it over restarts: it is how a silo is recognised.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP port for gateways. Default: 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Reads the section; for what is needed before the host is built.</summary>
    /// <exception cref="OptionsValidationException">A setting has a value that cannot work.</exception>
    public static SiloClusterOptions Read(IConfiguration configuration)
    {
        SiloClusterOptions options = configuration.GetSection(Section).Get<SiloClusterOptions>() ?? new();
        ValidateOptionsResult result = new SiloClusterOptionsValidator().Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(Section, typeof(SiloClusterOptions), result.Failures) : options;
    }

    /// <summary>The address to advertise; null for this machine's first other address.</summary>
    /// <exception cref="FormatException"><see cref="Advertise"/> has none of its forms.</exception>
    public IPAddress? AdvertisedAddress => Advertise switch
    {
        "loopback" => IPAddress.Loopback,
        "host" => null,
        _ => IPAddress.Parse(Advertise),
    };
}
