using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>A snapshot of a site's queue.</summary>
/// <param name="Now">Redis' time. Whatever was accepted before is in one of the streams, or was in it and is stored.</param>
/// <param name="Streams">The site's existing streams.</param>
public sealed record QueueSnapshot(DateTimeOffset Now, ImmutableArray<StreamSnapshot> Streams)
{
    /// <summary>The epoch whose stream receives new entries; null if the partition never had one.</summary>
    public string? CurrentEpoch { get; init; }

    /// <summary>The streams in the order in which their entries were added.</summary>
    public IEnumerable<StreamSnapshot> OldestFirst => Streams.OrderBy(stream => stream.Epoch == CurrentEpoch);
}

/// <summary>A snapshot of one stream of a site.</summary>
/// <param name="Epoch">The stream's epoch.</param>
/// <param name="Last">The last assigned id.</param>
/// <param name="First">The first entry; null if the stream is empty.</param>
public sealed record StreamSnapshot(string Epoch, EntryId Last, EntryId? First);
