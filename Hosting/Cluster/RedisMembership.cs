using Footfall.Redis;
using Footfall.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Footfall.Cluster;

/// <summary>Cluster membership in the queue's Redis, over a connection of its own that Orleans owns.</summary>
public static class RedisMembership
{
    /// <summary>Orleans' service id, the same for all clusters of this product.</summary>
    public const string ServiceId = "footfall";

    /// <exception cref="StartupException">The setting is missing or malformed.</exception>
    public static ISiloBuilder UseRedisMembership(this ISiloBuilder silo, IConfiguration configuration, SiloClusterOptions cluster)
    {
        ConfigurationOptions redis = Options(configuration);
        silo.Configure<ClusterOptions>(options => Name(options, cluster)).UseRedisClustering(options => options.ConfigurationOptions = redis);
        PatientMembershipTable.Add(silo.Services);
        return silo;
    }

    /// <inheritdoc cref="UseRedisMembership(ISiloBuilder, IConfiguration, SiloClusterOptions)"/>
    public static IClientBuilder UseRedisMembership(this IClientBuilder client, IConfiguration configuration, SiloClusterOptions cluster)
    {
        ConfigurationOptions redis = Options(configuration);
        return client
            .Configure<ClusterOptions>(options => Name(options, cluster))
            .UseRedisClustering(options => options.ConfigurationOptions = redis);
    }

    private static ConfigurationOptions Options(IConfiguration configuration) =>
        RedisConnection.ForMembership(configuration.GetRequired(RedisConnection.Setting, "redis://localhost:6379"));

    private static void Name(ClusterOptions options, SiloClusterOptions cluster)
    {
        options.ClusterId = ClusterName.OfMembership(cluster);
        options.ServiceId = ServiceId;
    }
}
