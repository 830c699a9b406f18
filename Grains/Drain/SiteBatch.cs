using System.Diagnostics;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Everything that one commit changes for one site.</summary>
public sealed record SiteBatch
{
    public required string SiteId { get; init; }

    public required string Epoch { get; init; }

    /// <summary>The last known fencing token; the commit happens only if it is still current.</summary>
    public required Guid ExpectedFencingToken { get; init; }

    /// <summary>The fencing token after the commit.</summary>
    public required Guid FencingToken { get; init; }

    /// <summary>The last entry in the batch.</summary>
    public required EntryId Checkpoint { get; init; }

    /// <summary>The first entry in the batch; null if it comes from the dead letters and not from a stream.</summary>
    public EntryId? Oldest { get; init; }

    public required IReadOnlyList<BatchEntry> Entries { get; init; }

    /// <summary>Number of rows in <see cref="Entries"/>.</summary>
    public required int Events { get; init; }

    /// <summary>Whether a row may have a field without a text column.</summary>
    public bool HasDetails { get; init; }

    /// <summary>The attribute sets of the rows that the site does not have yet.</summary>
    public AttributeRange NewAttributes { get; init; } = AttributeRange.None;

    /// <summary>Number of events left out because their id was seen before.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Number of events left out because they are erased.</summary>
    public int Erased { get; init; }

    /// <summary>The months of the rows' timestamps, each as year × 12 + month − 1.</summary>
    public required IReadOnlyCollection<int> Months { get; init; }

    public required IReadOnlyList<DeadLetter> DeadLetters { get; init; }

    /// <summary>Events of the site refused by gateways, as recorded in the entries.</summary>
    public required IReadOnlyDictionary<RefusalReason, long> Refused { get; init; }

    /// <summary>The ids that count as seen from this commit on.</summary>
    public required RegisteredIds EventIds { get; init; }

    /// <summary>Spans of the traced entries; usually none.</summary>
    public IReadOnlyList<Activity> Spans { get; init; } = [];

    /// <summary>The dead letter removed in the same commit; null for a drain.</summary>
    public StoredDeadLetter? Replaces { get; init; }

    /// <summary>
    /// Returns the batch of a replayed or deleted dead letter: it advances no checkpoint, and registers no id a second time.
    /// </summary>
    public SiteBatch InPlaceOf(StoredDeadLetter deadLetter, EntryId checkpoint) => this with
    {
        Checkpoint = checkpoint,
        Oldest = null,
        Replaces = deadLetter,
        EventIds = deadLetter.Key.Index == DeadLetter.WholeEntry ? EventIds : new RegisteredIds(checkpoint, []),
    };
}
