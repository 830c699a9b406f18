namespace Footfall.Monitoring;

/// <summary>Names of the status stream of <see cref="InstallationSample"/>s. A lost sample is soon followed by another.</summary>
public static class StatusStreamNames
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "live";

    /// <summary>Number of the provider's queues: one serves one stream.</summary>
    public const int Queues = 1;

    /// <summary>Namespace of the stream; its key is in the <see cref="StatusStreamId"/>.</summary>
    public const string Namespace = "installation";

    /// <summary>Storage of the provider's subscriptions: in memory, because subscribers notice silence and subscribe again.</summary>
    public const string Subscriptions = "PubSubStore";
}
