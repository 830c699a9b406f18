namespace Footfall.Store;

/// <summary>
/// The value of <c>events.chunk</c>: the number of events that the site had stored before a row's commit, in thousands. It never
/// falls from one commit of a site to the next.
/// </summary>
internal static class EventChunk
{
    /// <summary>Stored rows are numbered by it, so a new value would need all of them to be numbered again.</summary>
    private const int EventsPerChunk = 1000;

    /// <param name="stored">A number of events that the site had stored.</param>
    public static int Of(long stored) => (int)(stored / EventsPerChunk);
}
