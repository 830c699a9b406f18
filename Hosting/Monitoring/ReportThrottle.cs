namespace Footfall.Monitoring;

/// <summary>Decides when a host reports its status: soon after it has done something, otherwise at intervals.</summary>
public sealed class ReportThrottle
{
    /// <summary>How often a host checks whether a report is due.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest time without a report from a healthy host.</summary>
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _timeProvider;
    private (HostTotals Totals, bool IsStoreAway)? _reported;
    private long _reportedAt;

    public ReportThrottle(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Returns whether a report is due; if so, it counts as sent.</summary>
    /// <param name="totals">The host's totals.</param>
    /// <param name="isStoreAway">Whether PostgreSQL is unreachable.</param>
    public bool ShouldReport(HostTotals totals, bool isStoreAway = false)
    {
        if (_reported == (totals, isStoreAway) && _timeProvider.GetElapsedTime(_reportedAt) < MaxInterval - (CheckInterval / 2))
        {
            return false;
        }

        _reported = (totals, isStoreAway);
        _reportedAt = _timeProvider.GetTimestamp();
        return true;
    }
}
