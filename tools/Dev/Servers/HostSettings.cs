using System.Globalization;

namespace Footfall.Dev.Servers;

/// <summary>The settings passed to the hosts of a stack; all keys that this program sets are here.</summary>
/// <param name="Redis">Connection string.</param>
/// <param name="Postgres">Connection string.</param>
internal sealed record HostSettings(string Redis, string Postgres, string ClusterId, IReadOnlyDictionary<string, string> Further)
{
    public IReadOnlyDictionary<string, string> Silo(string name, Uri address, int siloPort, int gatewayPort) => With(new Dictionary<string, string>
    {
        ["REDIS_URL"] = Redis,
        ["DATABASE_URL"] = Postgres,
        ["ASPNETCORE_URLS"] = Listen(address),
        ["Cluster__ClusterId"] = ClusterId,
        ["Cluster__Name"] = name,
        ["Cluster__Advertise"] = "loopback",
        ["Cluster__SiloPort"] = siloPort.ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = gatewayPort.ToString(CultureInfo.InvariantCulture),
    });

    public IReadOnlyDictionary<string, string> Gateway(string name, Uri address) => With(new Dictionary<string, string>
    {
        ["REDIS_URL"] = Redis,
        ["ASPNETCORE_URLS"] = Listen(address),
        ["Cluster__ClusterId"] = ClusterId,
        ["Cluster__Name"] = name,
        ["Cluster__Advertise"] = "loopback",
    });

    private Dictionary<string, string> With(Dictionary<string, string> settings)
    {
        foreach ((string name, string value) in Further)
        {
            settings[name] = value;
        }

        return settings;
    }

    private static string Listen(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
