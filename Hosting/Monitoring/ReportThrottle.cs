namespace Footfall.Monitoring;

/// <summary>When a host is to say how it is: soon after it has done something, else now and then.</summary>
public sealed class ReportThrottle
{
    /// <summary>How often a host looks whether it has something to say.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest silence of a host that is well.</summary>
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _timeProvider;
    private (HostTotals Totals, bool IsStoreAway)? _said;
    private long _saidAt;

    public ReportThrottle(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Whether the host is to say how it is; then that counts as said.</summary>
    /// <param name="totals">What it has done.</param>
    /// <param name="isStoreAway">Whether PostgreSQL does not answer it.</param>
    public bool ShouldReport(HostTotals totals, bool isStoreAway = false)
    {
        if (_said == (totals, isStoreAway) && _timeProvider.GetElapsedTime(_saidAt) < MaxInterval - (CheckInterval / 2))
        {
            return false;
        }

        _said = (totals, isStoreAway);
        _saidAt = _timeProvider.GetTimestamp();
        return true;
    }
}
