using Footfall.Collect;
using Footfall.DeadLetters;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>
/// Decodes and checks the entries of a stream. The result depends only on them and the pending erasures, so it is made while the
/// previous chunk is still being committed.
/// </summary>
internal sealed class ChunkDecoder
{
    private readonly List<BatchEntry> _entries;
    private readonly List<DeadLetter> _deadLetters = [];
    private readonly List<EventWithId> _withId = [];
    private readonly ErasureFilter? _erasures;
    private readonly HashSet<(int Entry, int Index)> _erased = [];
    private readonly HashSet<int> _months = [];
    private readonly Dictionary<RefusalReason, long> _refused = [];
    private long _monthStart = long.MaxValue;
    private long _monthEnd = long.MinValue;
    private int _rows;
    private uint _fields;
    private int _erasedUnread;

    private ChunkDecoder(int entries, ErasureFilter? erasures)
    {
        _entries = new List<BatchEntry>(entries);
        _erasures = erasures;
    }

    /// <param name="chunk">The entries, at least one, oldest first.</param>
    /// <param name="erasures">The pending erasures; null if none.</param>
    public static DecodedChunk Decode(IReadOnlyList<QueuedEntry> chunk, ErasureFilter? erasures = null)
    {
        var decoder = new ChunkDecoder(chunk.Count, erasures);
        foreach (QueuedEntry entry in chunk)
        {
            decoder.Add(entry);
        }

        // The decoder is not used any more, so nothing changes its collections from here on.
        return new DecodedChunk
        {
            First = chunk[0].Id,
            Last = chunk[^1].Id,
            Entries = decoder._entries,
            Rows = decoder._rows,
            Fields = decoder._fields,
            DeadLetters = decoder._deadLetters,
            WithId = decoder._withId,
            Erased = decoder._erased,
            ErasedUnread = decoder._erasedUnread,
            Months = decoder._months,
            Refused = decoder._refused,
        };
    }

    /// <summary>Returns why an entry cannot be read; null if it can.</summary>
    public static string? FindFault(in QueuedEntry entry) =>
        Decode([entry]).DeadLetters.FirstOrDefault(deadLetter => deadLetter.Index == DeadLetter.WholeEntry)?.Detail;

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

            if (_erasures is not null && _erasures.Takes(entry.Id, view))
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
                _fields |= reader.Present;
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
