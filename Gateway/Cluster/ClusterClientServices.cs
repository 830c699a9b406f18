using Footfall.Monitoring;
using Footfall.Telemetry;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Footfall.Cluster;

/// <summary>Makes the gateway a client of the Orleans cluster.</summary>
internal static class ClusterClientServices
{
    /// <summary>How long a silo that joined or left may go unnoticed. Orleans' default is a minute.</summary>
    private static readonly TimeSpan GatewayListRefresh = TimeSpan.FromSeconds(2);

    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<SiteClient>();
        builder.Services.AddSingleton<InstallationMark>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<InstallationMark>());

        // Kestrel must not wait for a silo: events are accepted without one.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Host.UseOrleansClient(client =>
        {
            client.UseRedisMembership(builder.Configuration, SiloClusterOptions.Read(builder.Configuration));
            client.AddMemoryStreams(StatusStreamNames.Provider, stream => stream.ConfigurePartitioning(StatusStreamNames.Queues));
            client.AddOutgoingGrainCallFilter<MarkedCalls>();
            client.AddDashboard();
            if (builder.Configuration.IsTraced())
            {
                client.AddActivityPropagation();
            }

            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayListRefresh);
            client.Services.AddSingleton<IClientConnectionRetryFilter>(services => services.GetRequiredService<ClusterConnection>());
            client.Services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>>(services => services.GetRequiredService<ClusterConnection>());
            client.Services.AddSingleton<GatewayCountChangedHandler>(services =>
                (_, change) => services.GetRequiredService<ClusterConnection>().SetGateways(change.NumberOfConnectedGateways));
            client.Services.AddSingleton<ConnectionToClusterLostHandler>(services =>
                (_, _) => services.GetRequiredService<ClusterConnection>().SetGateways(0));
        });
    }
}
