using Footfall.Cluster;
using Footfall.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>What both hosts register to reach the queue.</summary>
public static class QueueServices
{
    /// <summary>The queue's one connection, owned by the container, and the check of its server.</summary>
    /// <exception cref="StartupFaultException">The setting is missing or malformed.</exception>
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        ConfigurationOptions options = RedisConnection.ForQueue(configuration.GetRequired(RedisConnection.Setting, "redis://localhost:6379"));
        services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
        services.AddSingleton(ClusterName.KeysOf(configuration));
        services.AddSingleton<RedisCheck>();
        return services;
    }
}
