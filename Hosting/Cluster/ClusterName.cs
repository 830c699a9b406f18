using Footfall.Queue;
using Footfall.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Footfall.Cluster;

/// <summary>The installation's cluster id, and the Redis names derived from it.</summary>
public static class ClusterName
{
    /// <summary>The setting's name.</summary>
    public const string Setting = $"{SiloClusterOptions.Section}:{nameof(SiloClusterOptions.ClusterId)}";

    /// <summary>
    /// Returns the name of the Orleans cluster. Silos built before 2026-12 kept the queue under the names of the default cluster id,
    /// whatever their own. They cannot share a cluster with newer silos, which therefore form another one.
    /// </summary>
    public static string OfMembership(SiloClusterOptions cluster) =>
        cluster.Membership ?? (cluster.ClusterId == QueueKeys.DefaultClusterId ? cluster.ClusterId : cluster.ClusterId + "/2");

    /// <exception cref="StartupException">The setting is not a valid cluster id.</exception>
    /// <exception cref="OptionsValidationException">Another cluster setting has an invalid value.</exception>
    public static QueueKeys KeysOf(IConfiguration configuration)
    {
        string id = SiloClusterOptions.Read(configuration).ClusterId;
        return QueueKeys.IsValidClusterId(id)
            ? new QueueKeys(id)
            : throw new StartupException(
                $"{Setting} is not valid; give the installation a name of 1 to {QueueKeys.MaxClusterIdLength} characters, which all of its hosts share.");
    }
}
