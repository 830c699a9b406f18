namespace Footfall.Monitoring;

/// <summary>A host that reports to this gateway.</summary>
internal sealed class MonitoredHost(HostSample first, long seenAt)
{
    public HostRates Rates { get; } = new(first);

    /// <summary>When its latest sample was received, as a timestamp of the clock.</summary>
    public long SeenAt { get; private set; } = seenAt;

    public HostSample Latest => Rates.Latest;

    public bool IsSilo => Latest.Silo is not null;

    /// <summary>Records a sample. A stream repeats a host's last sample; only a new one is a sign of life.</summary>
    public void Update(HostSample sample, long at)
    {
        if (sample.Uptime > Latest.Uptime)
        {
            Rates.Add(sample);
            SeenAt = at;
        }
    }
}
