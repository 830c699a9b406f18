using Footfall.Queue;
using Footfall.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Footfall.Cluster;

/// <summary>The installation's cluster id, and the names in Redis that follow from it.</summary>
public static class ClusterName
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = $"{SiloClusterOptions.Section}:{nameof(SiloClusterOptions.ClusterId)}";

    /// <summary>
    /// The name of the Orleans cluster. Silos of before 2026-12 kept the queue under the names of the default cluster id, whatever
    /// their own: they are no company for silos that do not, and so form another cluster.
    /// </summary>
    public static string OfMembership(SiloClusterOptions cluster) =>
        cluster.Membership ?? (cluster.ClusterId == QueueKeys.DefaultClusterId ? cluster.ClusterId : cluster.ClusterId + "/2");

    /// <exception cref="StartupException">The setting cannot be a cluster id.</exception>
    /// <exception cref="OptionsValidationException">Another setting of the cluster has a value that cannot work.</exception>
    public static QueueKeys KeysOf(IConfiguration configuration)
    {
        string id = SiloClusterOptions.Read(configuration).ClusterId;
        return QueueKeys.IsValidClusterId(id)
            ? new QueueKeys(id)
            : throw new StartupException(
                $"{Setting} is not valid; give the installation a name of 1 to {QueueKeys.MaxClusterIdLength} characters, which all of its hosts share.");
    }
}
