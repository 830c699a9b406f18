namespace Footfall.Queue;

/// <summary>One entry to be put into a site's stream.</summary>
/// <param name="Partition">The site's partition; see <see cref="SitePartition"/>.</param>
/// <param name="SiteId">Whose stream.</param>
/// <param name="Events">How many events the bytes hold.</param>
/// <param name="Bytes">The events in <see cref="EntryCodec"/>'s form; must not change until the call ends.</param>
/// <param name="Trace">The W3C traceparent that the entry carries; null for one that is not traced.</param>
public readonly record struct EnqueueEntry(int Partition, string SiteId, int Events, ReadOnlyMemory<byte> Bytes, string? Trace = null);
