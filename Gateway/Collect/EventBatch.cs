using System.Buffers;
using System.Text.Json;

namespace Footfall.Collect;

/// <summary>The events of one batch: those that may be accepted, and the reasons for rejecting the others. Decides only what is valid.</summary>
internal sealed class EventBatch : IDisposable
{
    /// <summary>Maximum number of events per request.</summary>
    private const int MaxEvents = 1000;

    private const byte LineEnd = (byte)'\n';

    /// <summary>Precedes each text of a sequence: RFC 7464, section 2.</summary>
    private const byte RecordSeparator = 0x1E;

    private readonly ParsedEvent[] _events = ArrayPool<ParsedEvent>.Shared.Rent(MaxEvents);
    private readonly PendingEvent[] _pending = ArrayPool<PendingEvent>.Shared.Rent(MaxEvents);

    /// <summary>The index in the body of each event that may be accepted.</summary>
    private readonly int[] _indexes = ArrayPool<int>.Shared.Rent(MaxEvents);

    private readonly List<RejectedEvent> _rejected = [];
    private readonly List<FieldValue> _invalid = [];

    private EventBatch()
    {
    }

    /// <summary>Why the whole body is refused; null when some of it may be accepted.</summary>
    public string? Error { get; private set; }

    /// <summary>The number of events that may be accepted.</summary>
    public int Count { get; private set; }

    /// <summary>The number of events read, valid or not.</summary>
    public int ReadCount { get; private set; }

    public ReadOnlySpan<ParsedEvent> Events => _events.AsSpan(0, Count);

    public Span<PendingEvent> Pending => _pending.AsSpan(0, Count);

    /// <summary>The site ids, valid or not, of the events that were rejected because a field is invalid.</summary>
    public IReadOnlyList<FieldValue> SitesOfInvalid => _invalid;

    /// <summary>The rejected events, in the order of the body.</summary>
    public IReadOnlyList<RejectedEvent> Rejected
    {
        get
        {
            _rejected.Sort((left, right) => left.Index.CompareTo(right.Index));
            return _rejected;
        }
    }

    /// <param name="body">The body; changed in place, and must outlive the batch.</param>
    /// <param name="form">The form of the batch.</param>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public static EventBatch Read(Span<byte> body, BatchForm form, long now)
    {
        var batch = new EventBatch { Error = BodyText.FindFault(body) };
        if (batch.Error is not null)
        {
            return batch;
        }

        if (form == BatchForm.Array)
        {
            batch.ReadArray(body, now);
        }
        else
        {
            batch.ReadParts(body, form == BatchForm.Lines ? LineEnd : RecordSeparator, now);
        }

        return batch;
    }

    public Task<CollectOutcome> OutcomeAsync(int i) => _pending[i].OutcomeAsync();

    /// <summary>Rejects the events for which the check has a reason, and keeps the others.</summary>
    /// <param name="body">The body of the events.</param>
    /// <param name="check">Returns why an event is rejected, in words; null to keep it.</param>
    public void RejectWhere(ReadOnlySpan<byte> body, EventRejection check)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (check(_events[i], body) is { } reason)
            {
                Reject(i, reason);
            }
            else
            {
                (_events[kept], _indexes[kept]) = (_events[i], _indexes[i]);
                kept++;
            }
        }

        Count = kept;
    }

    /// <summary>Adds an event to the rejected ones; it stays among <see cref="Events"/>.</summary>
    public void Reject(int i, string reason) => _rejected.Add(new RejectedEvent(_indexes[i], [reason]));

    public void Dispose()
    {
        ArrayPool<ParsedEvent>.Shared.Return(_events);
        ArrayPool<PendingEvent>.Shared.Return(_pending, clearArray: true);
        ArrayPool<int>.Shared.Return(_indexes);
    }

    private void ReadArray(Span<byte> body, long now)
    {
        try
        {
            int start = BodyText.MarkLength(body);
            var reader = new Utf8JsonReader(body[start..]);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                Error = "The request body must be a JSON array of events, or one event per line with content type application/x-ndjson";
                return;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && Error is null)
            {
                Add(EventParser.ParseNext(body, start, ref reader), now);
            }

            // Only white space may follow; the reader throws otherwise.
            if (Error is null)
            {
                reader.Read();
            }
        }
        catch (JsonException e)
        {
            Error = $"The request body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
        }
        catch (InvalidOperationException)
        {
            Error = "The request body is not valid JSON (a property name is not text)";
        }
    }

    /// <summary>Reads parts separated by a byte that no JSON text contains. Each may begin with a byte order mark.</summary>
    private void ReadParts(Span<byte> body, byte separator, long now)
    {
        int start = 0;
        while (start < body.Length && Error is null)
        {
            int length = body[start..].IndexOf(separator) is >= 0 and int found ? found : body.Length - start;
            int mark = BodyText.MarkLength(body.Slice(start, length));
            if (body.Slice(start + mark, length - mark).ContainsAnyExcept(" \t\r\n"u8))
            {
                Add(EventParser.ParseLine(body, start + mark, length - mark), now);
            }

            start += length + 1;
        }
    }

    private void Add(in EventParser parser, long now)
    {
        int index = ReadCount++;
        if (index == MaxEvents)
        {
            Error = $"A batch may have at most {MaxEvents} events";
        }
        else if (parser.Error is { } error)
        {
            _rejected.Add(new RejectedEvent(index, [error]));
        }
        else if (parser.FindFaults(now) is { } faults)
        {
            _invalid.Add(parser.SiteIdValue);
            _rejected.Add(new RejectedEvent(index, faults));
        }
        else
        {
            _indexes[Count] = index;
            _events[Count++] = parser.Event;
        }
    }
}

/// <summary>Returns why an event is rejected, in words; null to keep it.</summary>
/// <param name="parsed">The event.</param>
/// <param name="body">Its body.</param>
internal delegate string? EventRejection(in ParsedEvent parsed, ReadOnlySpan<byte> body);
