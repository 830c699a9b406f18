namespace Footfall.Store;

/// <summary>
/// Computes <c>events.chunk</c>: the number of events that the site had stored before a row's commit, in thousands. It never
/// decreases from one commit of a site to the next.
/// </summary>
internal static class EventChunk
{
    /// <summary>Events per chunk. Stored rows depend on it, so a new value would require renumbering all of them.</summary>
    public const int Size = 1000;

    /// <param name="stored">Number of stored events of the site.</param>
    public static int Of(long stored) => (int)(stored / Size);
}
