namespace Footfall.Store;

/// <summary>State of a site after a commit.</summary>
/// <param name="CommittedAt">The time of the commit, later than that of any earlier commit of the site.</param>
/// <param name="Stored">Total stored events of the site, including the commit's.</param>
/// <param name="Refused">Events of the commit that PostgreSQL rejected, and that are dead letters instead.</param>
internal readonly record struct CommittedSite(DateTime CommittedAt, long Stored, int Refused = 0)
{
    /// <summary>Returns the chunk of the commit's rows.</summary>
    /// <param name="events">Number of events in the commit.</param>
    public int ChunkOf(int events) => EventChunk.Of(Stored - events);
}
