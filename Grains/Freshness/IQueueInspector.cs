using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>Asks the queue what waits.</summary>
public interface IQueueInspector
{
    /// <summary>The queue of a site as of one moment.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<QueueSnapshot> ReadAsync(string siteId);

    /// <summary>Events of one of the site's streams that come after its checkpoint, and the first such entry.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint);

    /// <summary>What waits of all sites together.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<BacklogTotals> ReadTotalsAsync();

    /// <summary>What waits of each site.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<BacklogBySite> ScanAsync();
}
