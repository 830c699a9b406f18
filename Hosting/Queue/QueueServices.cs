using Footfall.Cluster;
using Footfall.Redis;
using Footfall.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>Registers what both hosts need to reach the queue.</summary>
public static class QueueServices
{
    /// <summary>Key of the connection for events that wait for replicas; each wait delays what is sent after it.</summary>
    private const string Waiting = "events";

    /// <summary>Adds the queue's one connection, owned by the container, and the check of its server.</summary>
    /// <exception cref="StartupException">The setting is missing or malformed.</exception>
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        ConfigurationOptions options = RedisConnection.ForQueue(configuration.GetRequired(RedisConnection.Setting, "redis://localhost:6379"));
        services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
        services.AddSingleton(ClusterName.KeysOf(configuration));
        services.AddSingleton(options);
        services.AddSingleton<RedisCheck>();
        return services;
    }

    /// <summary>Adds the check of the queue's server at start.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="holdsStart">Whether the host starts only when Redis has passed.</param>
    public static IServiceCollection AddRedisStartupCheck(this IServiceCollection services, bool holdsStart) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RedisStartupCheck>(provider, holdsStart));

    /// <summary>Adds the gateway's side of the queue, with a connection of its own if it waits for replicas.</summary>
    /// <exception cref="StartupException">As in <see cref="AddQueue"/>.</exception>
    public static IServiceCollection AddQueueProducer(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, ReplicaGuard> replicas)
    {
        ConfigurationOptions options = RedisConnection.ForReplicas(configuration.GetRequired(RedisConnection.Setting, "redis://localhost:6379"));
        services.AddKeyedSingleton<IConnectionMultiplexer>(Waiting, (_, _) => ConnectionMultiplexer.Connect(options));
        services.AddSingleton(replicas);
        services.AddSingleton(provider =>
        {
            ReplicaGuard guard = provider.GetRequiredService<ReplicaGuard>();
            return new QueueProducer(
                guard.Waits ? provider.GetRequiredKeyedService<IConnectionMultiplexer>(Waiting) : provider.GetRequiredService<IConnectionMultiplexer>(),
                provider.GetRequiredService<QueueKeys>(),
                guard);
        });
        return services;
    }
}
