using System.Numerics;
using System.Text.Json;
using Footfall.Enrich;
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

    /// <summary>The bits of the properties that were there; absent again if null came last.</summary>
    private uint _present;
    private PropertyValues _values;
    private long _time;
    private UrlFault _urlFault;
    private ClickIdKind _clickId;
    private List<string>? _propsFaults;
    private List<string>? _revenueFaults;

    private EventParser(Span<byte> json, string what)
    {
        _json = json;
        _what = what;
    }

    /// <summary>Why the body is not a JSON object; null when it is.</summary>
    public string? Error { get; private set; }

    /// <summary>The site id as read; its offsets in the body remain valid after the parser is gone.</summary>
    public readonly FieldValue SiteIdValue => _values[EventProperties.SiteId];

    public readonly ReadOnlySpan<byte> SiteId => SiteIdValue.In(_json);

    /// <summary>The event; valid only after <see cref="FindFaults"/> returned null. It outlives the parser, but not the body.</summary>
    public readonly ParsedEvent Event => new(_values, _present, _clickId, _time);

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

    /// <summary>Returns every fault of the event, one line each, in the order of <see cref="EventProperties"/>; null when the event is valid.</summary>
    /// <param name="now">Microseconds since 1970 UTC.</param>
    public readonly List<string>? FindFaults(long now)
    {
        List<string>? faults = null;
        for (uint rest = _present | EventProperties.Required; rest != 0; rest &= rest - 1)
        {
            EventProperty property = EventProperties.All[BitOperations.TrailingZeroCount(rest)];
            FieldValue value = _values[property.Index];
            if (value.Kind == FieldValueKind.Faulty)
            {
                (faults ??= []).AddRange((property.Form == PropertyForm.Props ? _propsFaults : _revenueFaults)!);
            }
            else if (FindFault(property, value, now) is { } fault)
            {
                (faults ??= []).Add(fault);
            }
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

    private readonly string? FindFault(EventProperty property, FieldValue value, long now) => property.Form switch
    {
        PropertyForm.Timestamp => EventTimeCheck.FindFault(value.Kind == FieldValueKind.Text, _time, now),
        PropertyForm.Url => ValueCheck.FindFault(property, value, _json) ?? UrlFaults.Describe(_urlFault),
        _ => ValueCheck.FindFault(property, value, _json),
    };

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
            if (EventProperties.Find(ref reader) is { } property)
            {
                _values[property.Index] = ReadValue(property, ref reader);
                _present |= 1u << property.Index;
            }
            else
            {
                reader.Skip();
            }
        }

        if ((_present & EventProperties.ReadLater) != 0)
        {
            ReadUrl();
            ReadLanguage();
        }
    }

    private FieldValue ReadValue(EventProperty property, ref Utf8JsonReader reader)
    {
        var values = new ValueReader(_json, _start);
        return property.Form switch
        {
            PropertyForm.Timestamp => ReadTimestamp(ref reader),
            PropertyForm.Number => values.ReadNumber(ref reader, property.MaxNumber),
            PropertyForm.Flag => values.ReadFlag(ref reader),
            PropertyForm.Revenue => RevenueReader.Read(_json, _start, ref reader, out _revenueFaults),
            PropertyForm.Props => PropsReader.Read(_json, _start, ref reader, out _propsFaults),
            _ => values.ReadText(ref reader),
        };
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

    /// <summary>Reads the page's address, for what the sender did not say itself.</summary>
    private void ReadUrl()
    {
        FieldValue url = _values[EventProperties.Url];
        if (url.Slot.Length == 0 || url.In(_json).Contains((byte)0))
        {
            return;
        }

        PageSlots page = PageSlots.Read(_json, url.Slot);
        (_urlFault, _clickId) = (page.Fault, page.ClickId);
        for (int i = 0; i < PageSlots.Fields.Length; i++)
        {
            int index = EventProperties.IndexOf(PageSlots.Fields[i]);
            if (page[i].Length > 0 && _values[index] is { Slot.Length: 0, Kind: FieldValueKind.Absent or FieldValueKind.Text })
            {
                _values[index] = new FieldValue(FieldValueKind.Text, page[i]);
                _present |= 1u << index;
            }
        }
    }

    /// <summary>Writes a language in its canonical form over itself; what is none is left out, because the visitor chose it, not the sender.</summary>
    private void ReadLanguage()
    {
        FieldSlot slot = _values[EventProperties.Language].Slot;
        Span<byte> text = _json.Slice(slot.Start, slot.Length);
        if (LanguageTag.Write(text, text).IsEmpty && StorableText.FitsIn(text, LanguageTag.MaxBytes) && !text.Contains((byte)0))
        {
            _values[EventProperties.Language] = new FieldValue(_values[EventProperties.Language].Kind);
        }
    }
}
