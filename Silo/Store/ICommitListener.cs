namespace Footfall.Store;

/// <summary>Learns of each site's commits on this silo. What it misses when the silo stops, it has to find elsewhere.</summary>
internal interface ICommitListener
{
    /// <param name="siteId">The site.</param>
    /// <param name="events">Number of events in the commit.</param>
    /// <param name="stored">Number of stored events of the site, including the commit's.</param>
    void RecordCommit(string siteId, int events, long stored);
}
