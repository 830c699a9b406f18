using Footfall.Wire;

namespace Footfall.Queue;

/// <summary>One entry to append to a site's stream.</summary>
/// <param name="Partition">The site's partition; see <see cref="SitePartition"/>.</param>
/// <param name="SiteId">The site that owns the stream.</param>
/// <param name="Events">The number of events in the bytes.</param>
/// <param name="Bytes">The events in <see cref="EntryCodec"/>'s form; must not change until the call ends.</param>
/// <param name="Trace">The W3C traceparent that the entry carries; null for an untraced one.</param>
public readonly record struct EnqueueEntry(int Partition, string SiteId, int Events, ReadOnlyMemory<byte> Bytes, string? Trace = null);
