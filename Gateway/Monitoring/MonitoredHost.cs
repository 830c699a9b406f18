namespace Footfall.Monitoring;

/// <summary>A host that this gateway hears of.</summary>
internal sealed class MonitoredHost(HostSample first, long seenAt)
{
    public HostRates Rates { get; } = new(first);

    /// <summary>When its latest sample was heard, on the clock's timestamp scale.</summary>
    public long SeenAt { get; private set; } = seenAt;

    public HostSample Latest => Rates.Latest;

    public bool IsSilo => Latest.Silo is not null;

    /// <summary>A stream brings a host's last sample again and again; only a new one is a sign of life.</summary>
    public void Update(HostSample sample, long at)
    {
        if (sample.Uptime > Latest.Uptime)
        {
            Rates.Add(sample);
            SeenAt = at;
        }
    }
}
