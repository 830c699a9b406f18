using System.Buffers;
using System.Text.Json;
using Footfall.Access;
using Footfall.Http;
using Footfall.Limits;

namespace Footfall.Collect;

/// <summary>The events of one batch: those that may be accepted, and the reasons for rejecting the others.</summary>
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
    /// <param name="refusals">The counters of invalid events; they count even when the whole body is refused later.</param>
    public static EventBatch Read(Span<byte> body, BatchForm form, long now, RefusalCounters refusals)
    {
        var batch = new EventBatch { Error = BodyText.FindFault(body) };
        if (batch.Error is not null)
        {
            return batch;
        }

        if (form == BatchForm.Array)
        {
            batch.ReadArray(body, now, refusals);
        }
        else
        {
            batch.ReadParts(body, form == BatchForm.Lines ? LineEnd : RecordSeparator, now, refusals);
        }

        return batch;
    }

    public Task<CollectOutcome> OutcomeAsync(int i) => _pending[i].OutcomeAsync();

    /// <summary>Rejects and counts the events that the caller may not send, and keeps the others.</summary>
    /// <returns>Why one of them was rejected; null when none was.</returns>
    public IngestDenial? RefuseSenders(ReadOnlySpan<byte> body, IngestAuthorizer authorizer, HttpRequest request, RefusalCounters refusals)
    {
        IngestCaller caller = authorizer.Read(request);
        IngestDenial? any = null;
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> siteId = _events[i].SiteId(body);
            if (authorizer.Check(caller, siteId) is { } refusal)
            {
                any ??= refusal;
                refusals.Record(siteId, refusal.Counted);
                _rejected.Add(new RejectedEvent(_indexes[i], [refusal.Reason]));
            }
            else
            {
                _events[kept] = _events[i];
                _indexes[kept++] = _indexes[i];
            }
        }

        Count = kept;
        return any;
    }

    /// <summary>Rejects and counts an event that Redis did not accept.</summary>
    public void Reject(ReadOnlySpan<byte> body, int i, CollectOutcome outcome, RefusalCounters refusals, RefusalReason reason)
    {
        refusals.Record(_events[i].SiteId(body), reason);
        _rejected.Add(new RejectedEvent(_indexes[i], [outcome == CollectOutcome.SiteFull
            ? "its site has too many events waiting to be stored; try again later"
            : "the queue did not take it; try again later"]));
    }

    /// <summary>Counts all events as refused, unless the body is invalid as a whole.</summary>
    public void RecordRefused(ReadOnlySpan<byte> body, RefusalCounters refusals, RefusalReason reason)
    {
        foreach (ParsedEvent parsed in Error is null ? Events : [])
        {
            refusals.Record(parsed.SiteId(body), reason);
        }
    }

    /// <summary>Rejects and counts the events of sites over their rate limit.</summary>
    /// <returns>The response when only such events were sent; null otherwise.</returns>
    public ErrorResult? DropRateLimited(HttpResponse response, ReadOnlySpan<byte> body, IngestRateLimiter rateLimiter, RefusalCounters refusals)
    {
        int share = body.Length / Math.Max(1, ReadCount);
        int kept = 0;
        int dropped = -1;
        for (int i = 0; i < Count; i++)
        {
            if (rateLimiter.AllowsSite(_events[i].SiteId(body), share))
            {
                (_events[kept], _indexes[kept]) = (_events[i], _indexes[i]);
                kept++;
            }
            else
            {
                dropped = i;
                refusals.Record(_events[i].SiteId(body), RefusalReason.RateLimited);
                _rejected.Add(new RejectedEvent(_indexes[i], ["its site has exceeded its rate limit; try again later"]));
            }
        }

        Count = kept;
        return kept == 0 && dropped >= 0 ? rateLimiter.RefusalOfBatch(response, _events[dropped].SiteId(body)) : null;
    }

    public void Dispose()
    {
        ArrayPool<ParsedEvent>.Shared.Return(_events);
        ArrayPool<PendingEvent>.Shared.Return(_pending, clearArray: true);
        ArrayPool<int>.Shared.Return(_indexes);
    }

    private void ReadArray(Span<byte> body, long now, RefusalCounters refusals)
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
                Add(body, EventParser.ParseNext(body, start, ref reader), now, refusals);
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
    private void ReadParts(Span<byte> body, byte separator, long now, RefusalCounters refusals)
    {
        int start = 0;
        while (start < body.Length && Error is null)
        {
            int length = body[start..].IndexOf(separator) is >= 0 and int found ? found : body.Length - start;
            int mark = BodyText.MarkLength(body.Slice(start, length));
            if (body.Slice(start + mark, length - mark).ContainsAnyExcept(" \t\r\n"u8))
            {
                Add(body, EventParser.ParseLine(body, start + mark, length - mark), now, refusals);
            }

            start += length + 1;
        }
    }

    private void Add(ReadOnlySpan<byte> body, in EventParser parser, long now, RefusalCounters refusals)
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
            refusals.Record(parser.SiteIdValue.In(body), RefusalReason.Invalid);
            _rejected.Add(new RejectedEvent(index, faults));
        }
        else
        {
            _indexes[Count] = index;
            _events[Count++] = parser.Event;
        }
    }
}
