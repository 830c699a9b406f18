using System.Text.Json;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>
/// Parses one event from JSON without allocating strings: values stay where they are in the body, and escaped values are
/// unescaped in place, which never makes them longer.
/// </summary>
internal ref struct EventParser
{
    private const string RequestBody = "The request body";
    private const string BatchedEvent = "The event";

    private readonly Span<byte> _json;
    private readonly string _what;

    /// <summary>Offset in the body of the reader's first byte.</summary>
    private int _start;
    private FieldValue _timestamp;
    private FieldValues _fields;
    private long _time;

    private EventParser(Span<byte> json, string what)
    {
        _json = json;
        _what = what;
    }

    /// <summary>Why the body is not a JSON object; null when it is.</summary>
    public string? Error { get; private set; }

    /// <summary>The site id as read; its offsets in the body remain valid after the parser is gone.</summary>
    public FieldValue SiteIdValue { get; private set; }

    public readonly ReadOnlySpan<byte> SiteId => SiteIdValue.In(_json);

    /// <summary>The event; valid only after <see cref="FindFaults"/> returned null. It outlives the parser, but not the body.</summary>
    public readonly ParsedEvent Event
    {
        get
        {
            FieldSlots slots = default;
            for (int i = 0; i < EventSchema.FieldCount; i++)
            {
                if (_fields[i].Kind == FieldValueKind.Text)
                {
                    slots[i] = _fields[i].Slot;
                }
            }

            return new ParsedEvent(SiteIdValue.Slot, _time, slots);
        }
    }

    /// <summary>Parses a body that is one event.</summary>
    /// <param name="json">The body; changed in place, and must outlive the parser.</param>
    public static EventParser Parse(Span<byte> json)
    {
        if (BodyText.FindFault(json) is { } fault)
        {
            return new EventParser(json, RequestBody) { Error = fault };
        }

        int start = BodyText.MarkLength(json);
        return ParsePart(json, start, json.Length - start, RequestBody);
    }

    /// <summary>Parses a part of a body that is one event.</summary>
    /// <param name="body">The body, valid UTF-8; changed in place, and must outlive the parser.</param>
    /// <param name="start">The offset of the part.</param>
    /// <param name="length">The length of the part in bytes.</param>
    public static EventParser ParseLine(Span<byte> body, int start, int length) => ParsePart(body, start, length, BatchedEvent);

    /// <summary>Parses the event at the reader's position, and leaves the reader at its end.</summary>
    /// <param name="json">The body being read, valid UTF-8; changed in place, and must outlive the parser.</param>
    /// <param name="start">The offset in the body of the reader's first byte.</param>
    /// <param name="reader">The reader, at the event's first token.</param>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A property name contains an escaped unpaired surrogate.</exception>
    public static EventParser ParseNext(Span<byte> json, int start, ref Utf8JsonReader reader)
    {
        var parser = new EventParser(json, BatchedEvent) { _start = start };
        parser.Read(ref reader);
        return parser;
    }

    /// <summary>Returns every fault of the event, one line each, in field order; null when the event is valid.</summary>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public readonly List<string>? FindFaults(long now)
    {
        List<string>? faults = null;
        Check(ref faults, "site_id", SiteIdValue, Queue.SiteId.MaxLength, required: true);
        Check(ref faults, EventField.EventType);
        if (EventTimeCheck.FindFault(_timestamp.Kind == FieldValueKind.Text, _time, now) is { } fault)
        {
            (faults ??= []).Add(fault);
        }

        for (int field = (int)EventField.EventType + 1; field < EventSchema.FieldCount; field++)
        {
            Check(ref faults, (EventField)field);
        }

        return faults;
    }

    private static EventParser ParsePart(Span<byte> body, int start, int length, string what)
    {
        var parser = new EventParser(body, what) { _start = start };
        try
        {
            var reader = new Utf8JsonReader(body.Slice(start, length));
            reader.Read();
            parser.Read(ref reader);

            // Only white space may follow; the reader throws otherwise.
            reader.Read();
        }
        catch (JsonException e)
        {
            parser.Error = $"{what} is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
        }
        catch (InvalidOperationException)
        {
            // A property name contains an escaped unpaired surrogate.
            parser.Error = $"{what} is not valid JSON (a property name is not text)";
        }

        return parser;
    }

    private readonly void Check(ref List<string>? faults, EventField field)
    {
        EventFieldRule rule = EventSchema.Fields[(int)field];
        Check(ref faults, rule.Name, _fields[(int)field], rule.MaxLength, rule.Required);
    }

    private readonly void Check(ref List<string>? faults, string name, FieldValue value, int maxLength, bool required)
    {
        string? fault = value.Kind switch
        {
            FieldValueKind.Absent => required ? $"{name} is required and must be a string" : null,
            FieldValueKind.NotText => required ? $"{name} is required and must be a string" : $"{name} must be a string",
            FieldValueKind.LoneSurrogate => $"{name} must not contain NUL or unpaired surrogates",
            _ when required && value.Slot.Length == 0 => $"{name} is required and must be a string",
            _ when !StorableText.FitsIn(value.In(_json), maxLength) => $"{name} must be at most {maxLength} characters",
            _ when value.In(_json).Contains((byte)0) => $"{name} must not contain NUL or unpaired surrogates",
            _ => null,
        };
        if (fault is not null)
        {
            (faults ??= []).Add(fault);
        }
    }

    private void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            Error = $"{_what} must be a JSON object";
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("site_id"u8))
            {
                SiteIdValue = ReadValue(ref reader);
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                _timestamp = ReadTimestamp(ref reader);
            }
            else if (FindField(ref reader) is var field && field >= 0)
            {
                _fields[field] = ReadValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static int FindField(ref Utf8JsonReader reader)
    {
        for (int field = 0; field < EventSchema.FieldCount; field++)
        {
            if (reader.ValueTextEquals(EventSchema.Fields[field].Utf8Name.Span))
            {
                return field;
            }
        }

        return -1;
    }

    private FieldValue ReadTimestamp(ref Utf8JsonReader reader)
    {
        reader.Read();
        try
        {
            if (reader.TokenType == JsonTokenType.String && EventTimeCheck.TryRead(ref reader, out _time))
            {
                return new FieldValue(FieldValueKind.Text);
            }
        }
        catch (InvalidOperationException)
        {
            // An escaped unpaired surrogate, which is not part of any valid time.
        }

        reader.Skip();
        return new FieldValue(FieldValueKind.NotText);
    }

    private readonly FieldValue ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            bool isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            return new FieldValue(isNull ? FieldValueKind.Absent : FieldValueKind.NotText);
        }

        int start = _start + (int)reader.TokenStartIndex + 1;
        int length = reader.ValueSpan.Length;
        if (reader.ValueIsEscaped)
        {
            try
            {
                length = reader.CopyString(_json.Slice(start, length));
            }
            catch (InvalidOperationException)
            {
                return new FieldValue(FieldValueKind.LoneSurrogate);
            }
        }

        return new FieldValue(FieldValueKind.Text, new FieldSlot(start, length));
    }
}
