using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Footfall.Cluster;

/// <summary>How a host takes part in the installation and its Orleans cluster. Section <c>Cluster</c>.</summary>
public sealed class SiloClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>
    /// Name of the installation, the same on all of its hosts: its Redis keys carry it. Default: <c>footfall</c>. Several
    /// installations on one Redis need different ones.
    /// </summary>
    public string ClusterId { get; set; } = "footfall";

    /// <summary>
    /// Name of the Orleans cluster, for two clusters within one installation: they share queue and store without knowing each
    /// other, so that one can take over from the other. Default: none, which is the cluster id.
    /// </summary>
    public string? Membership { get; set; }

    /// <summary>
    /// Name of this host on the operator pages; it should last over restarts. Default: the name that Docker gave the container,
    /// otherwise the machine's name, of a silo with its port.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// Address at which other hosts reach this silo: <c>loopback</c>, <c>host</c> (this machine's first other address) or an IP
    /// address. Default: <c>loopback</c>, which serves one machine only. The ports have neither TLS nor passwords.
    /// </summary>
    public string Advertise { get; set; } = "loopback";

    /// <summary>
    /// TCP port of this silo for other silos. Default: 11111. Keep it over restarts: the cluster recognises a silo by it.
    /// </summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP port of this silo for gateways. Default: 30000. Keep it over restarts.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Reads the section, for code that needs it before the host is built.</summary>
    /// <exception cref="OptionsValidationException">A setting has an invalid value.</exception>
    public static SiloClusterOptions Read(IConfiguration configuration)
    {
        SiloClusterOptions options = configuration.GetSection(Section).Get<SiloClusterOptions>() ?? new();
        ValidateOptionsResult result = new SiloClusterOptionsValidator().Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(Section, typeof(SiloClusterOptions), result.Failures) : options;
    }

    /// <summary>The address to advertise; null for this machine's first other address.</summary>
    /// <exception cref="FormatException"><see cref="Advertise"/> has an invalid form.</exception>
    public IPAddress? AdvertisedAddress => Advertise switch
    {
        "loopback" => IPAddress.Loopback,
        "host" => null,
        _ => IPAddress.Parse(Advertise),
    };
}
