using Footfall.Drain;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Announces which version of the queue's encoding this silo reads: gateways write no later one while it runs. A later one
/// that appears anyway, after a downgrade, is in an entry that waits for a newer silo.
/// </summary>
internal sealed partial class EntryVersionAnnouncer(
    EntryVersions versions, ILocalSiloDetails silo, ISiloStatusOracle silos, TimeProvider timeProvider, ILogger<EntryVersionAnnouncer> logger)
    : BackgroundService, IEntryVersions
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    /// <summary>The newest version that any silo reads. Written by the announcing loop, read by drains.</summary>
    private volatile byte _newest = byte.MaxValue;

    /// <summary>Time of the last log message about waiting sites; null for never. Accessed by drains, which may log it twice.</summary>
    private long? _saidAt;

    public bool IsReadElsewhere(byte version) => version > EntryCodec.Version && version <= _newest;

    public void RecordWaiting(string siteId, byte version)
    {
        if (_saidAt is { } said && timeProvider.GetElapsedTime(said) < Repeat)
        {
            return;
        }

        _saidAt = timeProvider.GetTimestamp();
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await AnnounceAsync();
        }
    }

    private async Task AnnounceAsync()
    {
        try
        {
            _newest = (await versions.AnnounceAsync(silo.SiloAddress.Endpoint.ToString(), EntryCodec.Version)).Newest;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogReportFailed(e.Message);
        }
    }

    [LoggerMessage(2091, LogLevel.Error,
        "Site {SiteId}, and perhaps others, has entries of version {Version} of the queue's encoding, which a newer build wrote; this silo reads "
        + "up to {Own}. They wait in the queue, and nothing is lost. Upgrade this silo.")]
    private partial void LogWaiting(string siteId, byte version, byte own);

    [LoggerMessage(2092, LogLevel.Debug, "Redis was not told which entries this silo reads: {Reason} It is in a few seconds.")]
    private partial void LogReportFailed(string reason);
}
