namespace Footfall.Monitoring;

/// <summary>How hosts find the stream of <see cref="InstallationSample"/>s. What is lost of it is said again in a moment.</summary>
public static class StatusStreamNames
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "live";

    /// <summary>How many queues the provider has: one serves one stream.</summary>
    public const int Queues = 1;

    /// <summary>Namespace of the stream; its key comes in the <see cref="StatusStreamId"/>.</summary>
    public const string Namespace = "installation";

    /// <summary>Where the provider keeps who is subscribed: in memory, since subscribers notice silence and come again.</summary>
    public const string Subscriptions = "PubSubStore";
}
