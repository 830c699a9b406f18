using System.Collections.Immutable;
using Footfall.Queue;

namespace Footfall.Freshness;

/// <summary>A site's queue as of one moment.</summary>
/// <param name="Now">Redis's time. Whatever was accepted before is in one of the streams, or was in it and is stored.</param>
/// <param name="Streams">The site's streams that exist.</param>
public sealed record QueueSnapshot(DateTimeOffset Now, ImmutableArray<StreamSnapshot> Streams)
{
    /// <summary>The epoch in whose stream new entries come; null when the partition never had one.</summary>
    public string? CurrentEpoch { get; init; }

    /// <summary>The streams in the order in which their entries came.</summary>
    public IEnumerable<StreamSnapshot> OldestFirst => Streams.OrderBy(stream => stream.Epoch == CurrentEpoch);
}

/// <summary>One stream of a site as of one moment.</summary>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Last">The last id that it had given.</param>
/// <param name="First">The first entry in it; null when it is empty.</param>
public sealed record StreamSnapshot(string Epoch, EntryId Last, EntryId? First);
