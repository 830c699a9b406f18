using Orleans.Concurrency;

namespace Footfall.Monitoring;

/// <summary>
/// Collects the status of all hosts and publishes it to all gateways: one sampling, however many viewers. The key
/// is 0. It holds nothing that is not reported again half a second later.
/// </summary>
[Alias("Footfall.IWatchGrain")]
public interface IClusterStatusGrain : IGrainWithIntegerKey
{
    /// <summary>Reports a host's status; to be called about twice a second.</summary>
    [Alias("Report"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<StatusStreamId> Report(HostSample sample);

    /// <summary>
    /// Publishes the samples in a new status stream, unless that already happened, because a subscriber receives nothing in this one.
    /// </summary>
    [Alias("Renew"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task Renew(Guid silent);
}
