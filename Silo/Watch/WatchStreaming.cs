namespace Footfall.Watch;

/// <summary>The silo's part of the stream in which gateways hear how the installation is.</summary>
internal static class WatchStreaming
{
    /// <summary>Older news are none.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(2);

    /// <summary>In memory, since all of it is said again.</summary>
    public static void UseWatchFeed(this ISiloBuilder silo) => silo
        .AddMemoryGrainStorage(WatchFeed.Subscriptions)
        .AddMemoryStreams(WatchFeed.Provider, stream =>
        {
            stream.ConfigurePartitioning(WatchFeed.Queues);
            stream.ConfigurePullingAgent(agent => agent.Configure(options => options.MaxEventDeliveryTime = Delivery));
        });
}
