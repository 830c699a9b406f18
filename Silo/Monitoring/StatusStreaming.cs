namespace Footfall.Monitoring;

/// <summary>The silo's part of the stream in which gateways hear how the installation is.</summary>
internal static class StatusStreaming
{
    /// <summary>Older news are none.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(2);

    /// <summary>How often the stream is looked at for news: a part of what they take to be seen.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>In memory, since all of it is said again.</summary>
    public static void UseStatusStream(this ISiloBuilder silo) => silo
        .AddMemoryGrainStorage(StatusStreamNames.Subscriptions)
        .AddMemoryStreams(StatusStreamNames.Provider, stream =>
        {
            stream.ConfigurePartitioning(StatusStreamNames.Queues);
            stream.ConfigurePullingAgent(agent => agent.Configure(options =>
            {
                options.MaxEventDeliveryTime = Delivery;
                options.GetQueueMsgsTimerPeriod = PollInterval;
            }));
        });
}
