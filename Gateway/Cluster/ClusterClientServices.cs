using Orleans.Configuration;

namespace Footfall.Cluster;

/// <summary>Makes the gateway a client of the Orleans cluster.</summary>
internal static class ClusterClientServices
{
    private static readonly TimeSpan ConnectRetry = TimeSpan.FromSeconds(1);

    /// <summary>How long a silo that joined or left stays unknown. Orleans' own default is a minute.</summary>
    private static readonly TimeSpan GatewayListRefresh = TimeSpan.FromSeconds(2);

    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        var connection = new ClusterConnection();
        builder.Services.AddSingleton(connection);
        builder.Services.AddSingleton<SiteClient>();

        // Kestrel must not wait for a silo: events are taken without one.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Host.UseOrleansClient(client =>
        {
            SiloClusterOptions cluster =
                builder.Configuration.GetSection(SiloClusterOptions.Section).Get<SiloClusterOptions>() ?? new();
            client.UseRedisMembership(builder.Configuration, cluster);
            client.UseConnectionRetryFilter(async (_, cancellation) =>
            {
                await Task.Delay(ConnectRetry, cancellation);
                return true;
            });
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayListRefresh);
            client.AddGatewayCountChangedHandler((_, change) => connection.SetGateways(change.NumberOfConnectedGateways));
            client.AddClusterConnectionLostHandler((_, _) => connection.SetGateways(0));
        });
    }
}
