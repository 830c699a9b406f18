using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Reads a site's stream.</summary>
public interface IQueueReader
{
    /// <summary>Reads at most <paramref name="count"/> entries after <paramref name="after"/>.</summary>
    /// <exception cref="QueueKeyException">The key is not a stream, so reading again cannot help.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<StreamRead> ReadAsync(string siteId, string epoch, EntryId after, int count);
}
