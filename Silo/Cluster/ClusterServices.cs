using Footfall.Startup;
using Orleans.Configuration;

namespace Footfall.Cluster;

/// <summary>Registers the silo's membership in its cluster.</summary>
internal static class ClusterServices
{
    public static void AddCluster(this IServiceCollection services)
    {
        services.AddSingleton<MembershipTable>();
        services.AddHostedService<MembershipKeeper>();
        services.AddSingleton<SiloHeartbeats>();
        services.AddHostedService<SiloHeartbeat>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadSilos>();
        services.AddSingleton<IUnfinishedWork, LeavingCluster>();
    }

    public static void JoinCluster(this ISiloBuilder silo, IConfiguration configuration)
    {
        SiloClusterOptions cluster = SiloClusterOptions.Read(configuration);
        silo.UseRedisMembership(configuration, cluster);
        silo.Configure<SiloOptions>(options => options.SiloName = cluster.Name ?? ContainerName.Value ?? $"{Environment.MachineName}:{cluster.SiloPort}");
        if (cluster.AdvertisedAddress is { } address)
        {
            silo.ConfigureEndpoints(address, cluster.SiloPort, cluster.GatewayPort);
        }
        else
        {
            silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: true);
        }

        SiloPorts.Use(silo.Services);
        silo.Services.AddSingleton<InstallationMark>();
        silo.Services.AddHostedService(provider => provider.GetRequiredService<InstallationMark>());
        silo.AddIncomingGrainCallFilter<OwnGateways>();

        // A dead silo is recognized after about four seconds, and a frozen one after about eight: no silo votes against
        // one that was heard from within the longest probe times the limit.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
            membership.NumMissedProbesLimit = 2;

            // A silo that this one cannot judge by its heartbeats is stale after half a minute.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        });
    }
}
