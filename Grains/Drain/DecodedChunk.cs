using System.Collections.Immutable;
using System.Diagnostics;
using Footfall.Collect;
using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>A decoded and checked chunk of a stream: its rows, its dead letters, and its events with ids. It never changes.</summary>
internal sealed class DecodedChunk
{
    /// <summary>The first and the last entry of the chunk, readable or not.</summary>
    public required EntryId First { get; init; }

    /// <inheritdoc cref="First"/>
    public required EntryId Last { get; init; }

    /// <summary>The readable entries.</summary>
    public IReadOnlyList<BatchEntry> Entries { get; init; } = [];

    /// <summary>Number of rows in <see cref="Entries"/>.</summary>
    public int Rows { get; init; }

    /// <summary>The bits of all fields in the rows, as in the queue's encoding.</summary>
    public uint Fields { get; init; }

    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>The events with ids, in the order of the stream.</summary>
    public IReadOnlyList<EventWithId> WithId { get; init; } = [];

    /// <summary>Positions of the erased events.</summary>
    public IReadOnlySet<(int Entry, int Index)> Erased { get; init; } = ImmutableHashSet<(int, int)>.Empty;

    /// <summary>Number of events in erased entries that cannot be read.</summary>
    public int ErasedUnread { get; init; }

    /// <summary>The months of the rows' timestamps, each as year × 12 + month − 1.</summary>
    public IReadOnlyCollection<int> Months { get; init; } = [];

    /// <summary>Events of the site refused by gateways, as recorded in the entries.</summary>
    public required IReadOnlyDictionary<RefusalReason, long> Refused { get; init; }

    public bool HasIds => WithId.Count > 0;

    public bool HasAttributes => (Fields & EventSchema.AttributeFields) != 0;

    public bool HasDeadLetters => DeadLetters.Count > 0;

    /// <summary>Creates a chunk without events that only counts refusals.</summary>
    public static DecodedChunk Refusal(EntryId entry, RefusalReason reason, int events) =>
        new() { First = entry, Last = entry, Refused = new Dictionary<RefusalReason, long> { [reason] = events } };

    /// <summary>Builds the batch that commits the chunk, without events whose ids were seen before.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="epoch">The stream's epoch.</param>
    /// <param name="expected">The last known fencing token.</param>
    /// <param name="window">The ids seen up to that fencing token; may be null for a chunk without ids. Afterwards it is valid only for
    /// the batch's state.</param>
    /// <param name="attributes">The site's attribute sets at that fencing token; may be null for a chunk without attributes. Afterwards
    /// they too are valid only for the batch's state.</param>
    /// <param name="spans">Spans of the traced entries.</param>
    public SiteBatch ToBatch(
        string siteId, string epoch, Guid expected, DuplicateWindow? window, AttributeSets? attributes, IReadOnlyList<Activity>? spans = null)
    {
        var unique = UniqueEvents.Of(this, window);
        (IReadOnlyList<BatchEntry> entries, AttributeRange added) = HasAttributes
            ? RowAttributes.Assign(unique.Entries, unique.Rows, attributes ?? throw new ArgumentNullException(nameof(attributes)))
            : (unique.Entries, AttributeRange.None);
        return new SiteBatch
        {
            SiteId = siteId,
            Epoch = epoch,
            ExpectedFencingToken = expected,
            FencingToken = Guid.NewGuid(),
            Checkpoint = Last,
            Oldest = First,
            Entries = entries,
            Events = unique.Rows,
            HasDetails = (Fields & EventSchema.DetailFields) != 0,
            NewAttributes = added,
            Duplicates = unique.Duplicates,
            Erased = unique.Erased + ErasedUnread,
            Months = Months,
            DeadLetters = unique.DeadLetters,
            Refused = Refused,
            EventIds = new RegisteredIds(Last, unique.NewIds),
            Spans = spans ?? [],
        };
    }
}

/// <summary>An event of a chunk with an event id from its sender.</summary>
/// <param name="Entry">Index of its entry among the chunk's readable ones.</param>
/// <param name="Index">The event's index in the entry, from 0.</param>
/// <param name="Id">The id's hash, and the entry's time.</param>
internal readonly record struct EventWithId(int Entry, int Index, RegisteredId Id);
