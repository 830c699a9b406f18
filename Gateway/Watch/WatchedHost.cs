namespace Footfall.Watch;

/// <summary>A host that this gateway hears of.</summary>
internal sealed class WatchedHost(HostSample first, long heardAt)
{
    public HostRates Rates { get; } = new(first);

    /// <summary>When its latest sample was heard, on the clock's timestamp scale.</summary>
    public long HeardAt { get; private set; } = heardAt;

    public HostSample Latest => Rates.Latest;

    public bool IsSilo => Latest.Silo is not null;

    /// <summary>A stream brings a host's last sample again and again; only a new one is a sign of life.</summary>
    public void Hear(HostSample sample, long at)
    {
        if (sample.Uptime > Latest.Uptime)
        {
            Rates.Add(sample);
            HeardAt = at;
        }
    }
}
