using Orleans.Concurrency;

namespace Footfall.Monitoring;

/// <summary>
/// Where all hosts say how they are, and from where all gateways hear it: one sampling, however many look at it. The key
/// is 0. It holds nothing that is not said again half a second later.
/// </summary>
[Alias("Footfall.IWatchGrain")]
public interface IClusterStatusGrain : IGrainWithIntegerKey
{
    /// <summary>How a host is now; to be said about twice a second.</summary>
    [Alias("Report"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<StatusStreamId> Report(HostSample sample);

    /// <summary>
    /// Has the samples published in another stream, unless that is so already: a subscriber hears nothing in this one.
    /// </summary>
    [Alias("Renew"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task Renew(Guid silent);
}
