using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>Reads the queue's backlog.</summary>
public interface IQueueInspector
{
    /// <summary>Returns a snapshot of a site's queue.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<QueueSnapshot> ReadAsync(string siteId);

    /// <summary>Counts the events of one of the site's streams after its checkpoint, and finds the first such entry.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint);

    /// <summary>Returns the total backlog of all sites.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<BacklogTotals> ReadTotalsAsync();

    /// <summary>Returns the backlog of each site.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<BacklogBySite> ScanAsync();
}
