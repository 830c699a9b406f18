using Footfall.Queue;
using Footfall.Telemetry;

namespace Footfall.Collect;

/// <summary>
/// Counts refused events by site and reason, in memory, until they are enqueued for the site. Bounded: the counts of sites without
/// accepted events are dropped when there are too many of them, for example when a client sends made-up ids.
/// </summary>
internal sealed class RefusalCounters(IRecentSites sites, CollectMetrics metrics)
{
    private const int MaxUnknownSites = 10_000;

    private readonly Lock _lock = new();
    private Dictionary<byte[], Dictionary<RefusalReason, int>> _bySite = new(SiteIdComparer.Instance);
    private int _unknownSites;

    /// <summary>Records a refused event, if it named a valid site.</summary>
    public void Record(ReadOnlySpan<byte> siteId, RefusalReason reason)
    {
        metrics.RecordRefused(reason, 1);
        if (!SiteId.IsValid(siteId))
        {
            return;
        }

        Add(siteId, reason, 1);
    }

    /// <summary>Adds counts, for example drained ones that could not be enqueued.</summary>
    public void Add(ReadOnlySpan<byte> siteId, RefusalReason reason, int events)
    {
        lock (_lock)
        {
            var lookup = _bySite.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (!lookup.TryGetValue(siteId, out Dictionary<RefusalReason, int>? counts))
            {
                lookup[siteId] = counts = [];
                if (!sites.IsKnown(siteId) && ++_unknownSites > MaxUnknownSites)
                {
                    DropUnknownSites();
                    lookup[siteId] = counts;
                    _unknownSites = 1;
                }
            }

            counts[reason] = counts.GetValueOrDefault(reason) + events;
        }
    }

    /// <summary>Removes and returns all counts.</summary>
    public Dictionary<byte[], Dictionary<RefusalReason, int>> Drain()
    {
        lock (_lock)
        {
            Dictionary<byte[], Dictionary<RefusalReason, int>> taken = _bySite;
            _bySite = new Dictionary<byte[], Dictionary<RefusalReason, int>>(SiteIdComparer.Instance);
            _unknownSites = 0;
            return taken;
        }
    }

    private void DropUnknownSites()
    {
        foreach (byte[] siteId in _bySite.Keys)
        {
            if (!sites.IsKnown(siteId))
            {
                _bySite.Remove(siteId);
            }
        }
    }
}
