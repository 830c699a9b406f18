using Footfall.Background;
using Footfall.Drain;
using Footfall.Redis;
using Footfall.Wire;

namespace Footfall.Queue;

/// <summary>
/// Announces which version of the queue's encoding this silo reads: gateways write no later one while it runs. A later one
/// that appears anyway, after a downgrade, is in an entry that waits for a newer silo.
/// </summary>
internal sealed partial class EntryVersionAnnouncer(
    EntryVersions versions, ILocalSiloDetails silo, ISiloStatusOracle silos, TimeProvider timeProvider, ILogger<EntryVersionAnnouncer> logger)
    : PeriodicService(Interval, timeProvider), IEntryVersions
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    /// <summary>The newest version that any silo reads. Written by the announcing loop, read by drains.</summary>
    private volatile byte _newest = byte.MaxValue;

    /// <summary>Time of the last log message about waiting sites; null for never. Accessed by drains, which may log it twice.</summary>
    private long? _loggedAt;

    public bool IsReadElsewhere(byte version) => version > EntryCodec.Version && version <= _newest;

    public void RecordWaiting(string siteId, byte version)
    {
        if (_loggedAt is { } logged && TimeProvider.GetElapsedTime(logged) < Repeat)
        {
            return;
        }

        _loggedAt = TimeProvider.GetTimestamp();
        LogWaiting(siteId, version, EntryCodec.Version);
    }

    public SiloAddress? FindOtherSilo()
    {
        SiloAddress[] others = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(other => !other.Equals(silo.SiloAddress))];
        return others.Length > 0 ? Random.Shared.GetItems(others, 1)[0] : null;
    }

    /// <summary>Announces once before the silo joins the cluster and claims anything.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await AnnounceAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override Task RunOnceAsync(CancellationToken cancellation) => AnnounceAsync();

    private async Task AnnounceAsync()
    {
        try
        {
            _newest = (await versions.AnnounceAsync(silo.SiloAddress.Endpoint.ToString(), EntryCodec.Version)).Newest;
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            LogReportFailed(e.Message);
        }
    }

    [LoggerMessage(2091, LogLevel.Error,
        "Site {SiteId}, and perhaps others, has entries of version {Version} of the queue's encoding, which a newer build wrote; this silo reads "
        + "up to {Own}. They wait in the queue, and nothing is lost. Upgrade this silo.")]
    private partial void LogWaiting(string siteId, byte version, byte own);

    [LoggerMessage(2092, LogLevel.Debug, "The entry versions that this silo reads were not announced in Redis: {Reason} They are announced again in a few seconds.")]
    private partial void LogReportFailed(string reason);
}
