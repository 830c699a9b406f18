using System.Collections.Immutable;
using System.Diagnostics;
using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Privacy;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>
/// A decoded and checked chunk of a stream: its rows, its dead letters, and its events with ids.
/// Depends only on the chunk, so it is built while the previous chunk is still being committed.
/// </summary>
internal sealed class DecodedChunk
{
    private readonly List<BatchEntry> _entries;
    private readonly List<DeadLetter> _deadLetters = [];
    private readonly List<EventWithId> _withId = [];
    private readonly ErasureFilter? _erasures;

    /// <summary>Positions of the erased events.</summary>
    private readonly HashSet<(int Entry, int Index)> _erased = [];

    private readonly HashSet<int> _months = [];
    private readonly Dictionary<RefusalReason, long> _refused = [];
    private readonly EntryId _first;
    private readonly EntryId _last;
    private long _monthStart = long.MaxValue;
    private long _monthEnd = long.MinValue;
    private int _rows;

    /// <summary>Number of events in erased entries that cannot be read.</summary>
    private int _erasedUnread;

    private DecodedChunk(int entries, EntryId first, EntryId last, ErasureFilter? erasures = null)
    {
        _erasures = erasures;
        _entries = new List<BatchEntry>(entries);
        _first = first;
        _last = last;
    }

    public bool HasIds => _withId.Count > 0;

    public bool HasDeadLetters => _deadLetters.Count > 0;

    /// <param name="chunk">The entries, at least one, oldest first.</param>
    /// <param name="erasures">The pending erasures; null if none.</param>
    public static DecodedChunk Decode(IReadOnlyList<QueuedEntry> chunk, ErasureFilter? erasures = null)
    {
        var decoded = new DecodedChunk(chunk.Count, chunk[0].Id, chunk[^1].Id, erasures);
        foreach (QueuedEntry entry in chunk)
        {
            decoded.Add(entry);
        }

        return decoded;
    }

    /// <summary>Returns why an entry cannot be read; null if it can.</summary>
    public static string? FindFault(in QueuedEntry entry) =>
        Decode([entry])._deadLetters.Find(deadLetter => deadLetter.Index == DeadLetter.WholeEntry)?.Detail;

    /// <summary>Creates a chunk without events that only counts refusals.</summary>
    public static DecodedChunk Refusal(EntryId entry, RefusalReason reason, int events)
    {
        var chunk = new DecodedChunk(0, entry, entry);
        chunk._refused[reason] = events;
        return chunk;
    }

    /// <summary>Builds the batch that commits the chunk, without events whose ids were seen before.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="epoch">The stream's epoch.</param>
    /// <param name="expected">The last known fencing token.</param>
    /// <param name="window">The ids seen up to that fencing token; may be null for a chunk without ids. Afterwards it is valid only for
    /// the batch's state.</param>
    /// <param name="spans">Spans of the traced entries.</param>
    public SiteBatch ToBatch(string siteId, string epoch, Guid expected, DuplicateWindow? window, IReadOnlyList<Activity>? spans = null)
    {
        ImmutableArray<RegisteredId>.Builder registered = ImmutableArray.CreateBuilder<RegisteredId>(_withId.Count);
        List<EventWithId> duplicates = window is null ? [] : FindDuplicates(window, registered);
        int deadDuplicates = duplicates.Count == 0 ? 0 : DropDeadDuplicates(duplicates);
        int erasedDuplicates = _erased.Count == 0 ? 0 : duplicates.Count(duplicate => _erased.Contains((duplicate.Entry, duplicate.Index)));
        foreach (IGrouping<int, EventWithId> group in duplicates.GroupBy(duplicate => duplicate.Entry))
        {
            BatchEntry entry = _entries[group.Key];
            _entries[group.Key] = entry with
            {
                LeftOut = [.. group.Select(duplicate => duplicate.Index).Union(entry.LeftOut ?? []).Order()],
            };
        }

        return new SiteBatch
        {
            SiteId = siteId,
            Epoch = epoch,
            ExpectedFencingToken = expected,
            FencingToken = Guid.NewGuid(),
            Checkpoint = _last,
            Oldest = _first,
            Entries = _entries,
            Events = _rows - (duplicates.Count - deadDuplicates - erasedDuplicates),
            Duplicates = duplicates.Count,
            Erased = _erased.Count + _erasedUnread - erasedDuplicates,
            Months = _months,
            DeadLetters = _deadLetters,
            Refused = _refused,
            EventIds = new RegisteredIds(_last, registered.DrainToImmutable()),
            Spans = spans ?? [],
        };
    }

    private List<EventWithId> FindDuplicates(DuplicateWindow window, ImmutableArray<RegisteredId>.Builder registered)
    {
        var duplicates = new List<EventWithId>();
        foreach (EventWithId item in _withId)
        {
            if (window.TrySee(item.Id))
            {
                registered.Add(item.Id);
            }
            else
            {
                duplicates.Add(item);
            }
        }

        return duplicates;
    }

    /// <summary>
    /// Drops dead letters that are duplicates, because a copy of an event is a duplicate even if it could not be stored either; returns
    /// their number.
    /// </summary>
    private int DropDeadDuplicates(List<EventWithId> duplicates)
    {
        var keys = duplicates.Select(duplicate => (_entries[duplicate.Entry].Id, duplicate.Index)).ToHashSet();
        return _deadLetters.RemoveAll(deadLetter => keys.Contains((deadLetter.Entry, deadLetter.Index)));
    }

    private void Add(in QueuedEntry entry)
    {
        if (entry.Fault is not null)
        {
            AddUndecodable(entry, entry.Fault);
            return;
        }

        var reader = new EntryReader(entry.Bytes.Span);
        if (!reader.HasValidHead)
        {
            AddUndecodable(entry, DescribeHead(entry.Bytes.Span, reader));
            return;
        }

        int deadBefore = _deadLetters.Count;
        int withIdBefore = _withId.Count;
        int index = 0;
        List<int>? leftOut = null;
        List<int>? erased = null;
        for (; !reader.IsAtEnd; index++)
        {
            if (!reader.TryRead(out EventView view))
            {
                // The end of this event is unknown, so nothing in the entry can be trusted.
                _deadLetters.RemoveRange(deadBefore, _deadLetters.Count - deadBefore);
                _withId.RemoveRange(withIdBefore, _withId.Count - withIdBefore);
                AddUndecodable(entry, $"the bytes of event {index} are not of the entry's form");
                return;
            }

            if (_erasures is not null && _erasures.Takes(entry.Id, view[EventField.UserId]))
            {
                (leftOut ??= []).Add(index);
                (erased ??= []).Add(index);
            }
            else if (EventCheck.FindFault(view) is { } fault)
            {
                (leftOut ??= []).Add(index);
                byte[] payload = EntryCodec.Extract(entry.Bytes.Span, reader.EventStart, reader.EventEnd);
                _deadLetters.Add(new DeadLetter(entry.Id, index, 1, DeadLetterReason.Invalid, fault, payload));
            }
            else
            {
                RecordMonth(view.Timestamp);
            }

            if (!view[EventField.EventId].IsEmpty)
            {
                _withId.Add(new EventWithId(_entries.Count, index, new RegisteredId(EventIdHash.Of(view[EventField.EventId]), entry.Id.Ms)));
            }
        }

        foreach (RefusalCount refusal in reader.Refusals)
        {
            _refused[refusal.Reason] = _refused.GetValueOrDefault(refusal.Reason) + refusal.Events;
        }

        erased?.ForEach(place => _erased.Add((_entries.Count, place)));
        _rows += index - (leftOut?.Count ?? 0);
        _entries.Add(new BatchEntry(entry.Id, entry.Bytes, leftOut));
    }

    private static string DescribeHead(ReadOnlySpan<byte> bytes, in EntryReader reader) =>
        bytes.IsEmpty ? "the entry is empty"
        : reader.IsKnownVersion ? "the entry's head is not of its version's form"
        : $"unknown version {bytes[0]} of the queue's encoding";

    private void AddUndecodable(in QueuedEntry entry, string fault)
    {
        if (_erasures is not null && _erasures.TakesAllOf(entry.Id))
        {
            _erasedUnread += entry.Events;
            return;
        }

        _deadLetters.Add(new DeadLetter(entry.Id, DeadLetter.WholeEntry, entry.Events, DeadLetterReason.Undecodable, fault, entry.Bytes));
    }

    private void RecordMonth(long timestamp)
    {
        if (timestamp >= _monthStart && timestamp < _monthEnd)
        {
            return;
        }

        DateTime time = EventTime.ToDateTime(timestamp);
        var start = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        _monthStart = EventTime.FromDateTime(start);
        _monthEnd = EventTime.FromDateTime(start.AddMonths(1));
        _months.Add((time.Year * 12) + time.Month - 1);
    }
}
