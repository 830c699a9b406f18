namespace Footfall.Store;

/// <summary>
/// Computes <c>events.chunk</c>: the number of events that the site had stored before a row's commit, in thousands. It never
/// decreases from one commit of a site to the next.
/// </summary>
internal static class EventChunk
{
    /// <summary>Stored rows depend on it, so a new value would require renumbering all of them.</summary>
    private const int EventsPerChunk = 1000;

    /// <param name="stored">Number of stored events of the site.</param>
    public static int Of(long stored) => (int)(stored / EventsPerChunk);
}
