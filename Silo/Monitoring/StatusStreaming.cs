namespace Footfall.Monitoring;

/// <summary>Configures the silo's part of the status stream for gateways.</summary>
internal static class StatusStreaming
{
    /// <summary>Older samples are worthless.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(2);

    /// <summary>Polling interval of the stream, part of the time until a sample is seen.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Adds the status stream, in memory, because all of it is reported again.</summary>
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
