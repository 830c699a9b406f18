namespace Footfall.Store;

/// <summary>What a commit makes of a site.</summary>
/// <param name="CommittedAt">The time of the commit, later than that of any commit of the site before.</param>
/// <param name="Stored">Events that the site has stored since its first, the commit's included.</param>
/// <param name="Refused">Events of the commit that PostgreSQL refused, and that are dead letters instead.</param>
internal readonly record struct CommittedSite(DateTime CommittedAt, long Stored, int Refused = 0)
{
    /// <summary>The chunk of the commit's rows.</summary>
    /// <param name="events">Events of the commit.</param>
    public int ChunkOf(int events) => EventChunk.Of(Stored - events);
}
