using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Footfall.Collect;
using Footfall.Wire;

namespace Footfall;

/// <summary>An event as named by a test, and its bytes in the queue. Null texts are absent fields.</summary>
internal sealed record TestEvent
{
    public static readonly DateTime Noon = new(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>An event of a program.</summary>
    public static TestEvent Bot => new() { Other = new Dictionary<EventField, string> { [EventField.Bot] = "agent:test" } };

    public string? EventType { get; init; } = "page_view";

    public string? Path { get; init; } = "/";

    public string? UserId { get; init; }

    public string? EventId { get; init; }

    public DateTime At { get; init; } = Noon;

    /// <summary>The fields that have no property of their own here.</summary>
    public IReadOnlyDictionary<EventField, string> Other { get; init; } = ImmutableDictionary<EventField, string>.Empty;

    public bool IsBot => Other.ContainsKey(EventField.Bot);

    /// <summary>The texts, in the order of <see cref="EventField"/>.</summary>
    private string?[] Texts
    {
        get
        {
            string?[] texts = new string?[EventSchema.FieldCount];
            (texts[0], texts[1], texts[2], texts[3]) = (EventType, Path, UserId, EventId);
            foreach ((EventField name, string text) in Other)
            {
                texts[(int)name] = text;
            }

            return texts;
        }
    }

    /// <summary>Returns one queue entry with these events.</summary>
    public static byte[] Entry(params IEnumerable<TestEvent> events) => Entry([], events);

    /// <summary>Returns one queue entry that also carries refusal counts.</summary>
    public static byte[] Entry(RefusalCount[] refusals, params IEnumerable<TestEvent> events)
    {
        var output = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(output, refusals);
        foreach (TestEvent item in events)
        {
            item.WriteTo(output);
        }

        return output.WrittenSpan.ToArray();
    }

    public void WriteTo(IBufferWriter<byte> output) =>
        Write(output, EventTime.FromDateTime(At), Array.ConvertAll(Texts, text => text is null ? null : Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes an event of arbitrary bytes and time, including ones that no gateway would write.</summary>
    public static void Write(IBufferWriter<byte> output, long timestamp, byte[]?[] texts)
    {
        byte[] buffer = [.. texts.SelectMany(text => text ?? [])];
        FieldSlots slots = default;
        int at = 0;
        for (int field = 0; field < texts.Length; field++)
        {
            if (texts[field] is { } text)
            {
                slots[field] = new FieldSlot(at, text.Length);
                at += text.Length;
            }
        }

        EntryCodec.WriteEvent(output, new EventView(buffer, timestamp, slots));
    }
}
