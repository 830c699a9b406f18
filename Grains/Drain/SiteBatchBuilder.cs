using Footfall.Collect;
using Footfall.Queue;

namespace Footfall.Drain;

/// <summary>Turns a chunk of a stream into a batch, and sets aside what can never be stored.</summary>
internal sealed class SiteBatchBuilder
{
    private readonly List<BatchEntry> _entries;
    private readonly List<DeadLetter> _deadLetters = [];
    private readonly HashSet<int> _months = [];
    private long _monthStart = long.MaxValue;
    private long _monthEnd = long.MinValue;
    private int _events;
    private long _bytes;

    private SiteBatchBuilder(int entries) => _entries = new List<BatchEntry>(entries);

    /// <param name="siteId">The site.</param>
    /// <param name="epoch">The stream's epoch.</param>
    /// <param name="expected">The fence as last known.</param>
    /// <param name="chunk">At least one entry, oldest first.</param>
    public static SiteBatch Build(string siteId, string epoch, Guid expected, IReadOnlyList<QueuedEntry> chunk)
    {
        var builder = new SiteBatchBuilder(chunk.Count);
        foreach (QueuedEntry entry in chunk)
        {
            builder.Add(entry);
        }

        return new SiteBatch
        {
            SiteId = siteId,
            Epoch = epoch,
            ExpectedCommitId = expected,
            CommitId = Guid.NewGuid(),
            Checkpoint = chunk[^1].Id,
            Entries = builder._entries,
            Events = builder._events,
            Bytes = builder._bytes,
            Months = builder._months,
            DeadLetters = builder._deadLetters,
        };
    }

    private void Add(in QueuedEntry entry)
    {
        _bytes += entry.Bytes.Length;
        if (entry.Fault is not null)
        {
            AddUndecodable(entry, entry.Fault);
            return;
        }

        var reader = new EntryReader(entry.Bytes.Span);
        if (!reader.IsKnownVersion)
        {
            AddUndecodable(entry, entry.Bytes.IsEmpty ? "the entry is empty" : $"unknown version {entry.Bytes.Span[0]} of the queue's encoding");
            return;
        }

        int deadBefore = _deadLetters.Count;
        int index = 0;
        List<int>? leftOut = null;
        for (; !reader.IsAtEnd; index++)
        {
            if (!reader.TryRead(out EventView view))
            {
                // Where this event ends is unknown, so none of the entry can be trusted.
                _deadLetters.RemoveRange(deadBefore, _deadLetters.Count - deadBefore);
                AddUndecodable(entry, $"the bytes of event {index} are not of the entry's form");
                return;
            }

            if (EventCheck.FindFault(view) is { } fault)
            {
                (leftOut ??= []).Add(index);
                byte[] payload = [entry.Bytes.Span[0], .. entry.Bytes.Span[reader.EventStart..reader.EventEnd]];
                _deadLetters.Add(new DeadLetter(entry.Id, index, 1, DeadLetterReason.Invalid, fault, payload));
            }
            else
            {
                NoteMonth(view.Timestamp);
            }
        }

        _events += index - (leftOut?.Count ?? 0);
        _entries.Add(new BatchEntry(entry.Id, entry.Bytes, leftOut));
    }

    private void AddUndecodable(in QueuedEntry entry, string fault) => _deadLetters.Add(
        new DeadLetter(entry.Id, DeadLetter.WholeEntry, entry.Events, DeadLetterReason.Undecodable, fault, entry.Bytes));

    private void NoteMonth(long timestamp)
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
