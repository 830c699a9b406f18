using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Reads a site's own stream.</summary>
public interface IQueueReader
{
    /// <summary>At most <paramref name="count"/> entries after <paramref name="after"/>.</summary>
    /// <exception cref="QueueKeyException">The key is no stream, so reading again cannot help.</exception>
    /// <exception cref="QueueUnavailableException">Redis did not answer.</exception>
    Task<StreamRead> ReadAsync(string siteId, string epoch, EntryId after, int count);
}
