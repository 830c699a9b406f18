using System.Diagnostics.Metrics;
using Footfall.Health;
using Footfall.Queue;
using Footfall.Store;
using Footfall.Telemetry;

namespace Footfall.Monitoring;

/// <summary>Collects this silo's status.</summary>
internal sealed class SiloMetrics(
    ProcessMetrics process,
    ILocalSiloDetails self,
    QueuePump pump,
    StoreAvailability store,
    WalRollbackDetector rollbackDetector,
    OngoingFaults faults,
    IMeterFactory meters,
    TimeProvider timeProvider) : IDisposable
{
    /// <summary>How long a commit's delay is reported.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    private readonly MeterTotals _meter = new(StoreMetrics.MeterName, meters);
    private readonly ActivationCount _activations = new();

    /// <summary>The latest commit delay and when it was observed. Accessed by the reporter's loop only.</summary>
    private (TimeSpan Delay, long SeenAt)? _freshness;

    public bool IsStoreAway => store.Away is not null;

    /// <summary>Returns the full status; costs more than reading the totals.</summary>
    /// <param name="totals">The silo's totals.</param>
    public HostSample Read(HostTotals totals) => process.Read(self.Name, totals) with
    {
        Silo = self.SiloAddress.ToString(),
        Activations = _activations.Read(),
        Leases = pump.Busy,
        StoreAway = store.Away,
        Freshness = ReadFreshness(),
        Alarm = rollbackDetector.Alarm,
        Faults = faults.ToSample(),
    };

    /// <summary>Returns the silo's totals.</summary>
    public HostTotals ReadTotals()
    {
        InstrumentTotal commits = _meter.Of("footfall.commit.duration");
        InstrumentTotal drains = _meter.Of("footfall.drains");
        return new HostTotals(
            Stored: (long)_meter.Of("footfall.events.stored").Sum(),
            Duplicates: (long)_meter.Of("footfall.events.duplicates").Sum(),
            Dead: (long)_meter.Of("footfall.events.dead").Sum(),
            Drains: (long)drains.Sum(),
            Commits: commits.Count("committed"),
            CommitSeconds: commits.Sum("committed"),
            Errors: commits.Count("failed") + (long)drains.Sum("failed"));
    }

    public void Dispose()
    {
        _meter.Dispose();
        _activations.Dispose();
    }

    private TimeSpan? ReadFreshness()
    {
        if (_meter.Of("footfall.commit.delay").TakeLargest() is { } seconds)
        {
            _freshness = (TimeSpan.FromSeconds(seconds), timeProvider.GetTimestamp());
        }
        else if (_freshness is { } last && timeProvider.GetElapsedTime(last.SeenAt) > Lately)
        {
            _freshness = null;
        }

        return _freshness?.Delay;
    }
}
