using System.Buffers;
using System.Text;
using Footfall.Integration.Traffic;
using Footfall.Wire;

namespace Footfall.Integration.Queue;

/// <summary>Encodes entries as a gateway does, and as no gateway would.</summary>
internal static class EntryBytes
{
    public static byte[] Of(params SentEvent[] events) => Of([.. events.Select(sent => Encode(
        EventTime.FromDateTime(sent.Time.UtcDateTime), Bytes(sent.Type), Bytes(sent.Path), Bytes(sent.User)))]);

    /// <summary>Returns an entry of encoded events, without refusals.</summary>
    public static byte[] Of(params byte[][] events) => [EntryCodec.Version, 0, .. events.SelectMany(bytes => bytes)];

    /// <summary>Returns the events of an entry.</summary>
    public static byte[] WithoutHead(byte[] entry) => entry[2..];

    /// <summary>Encodes one event with arbitrary bytes as texts; null omits a field.</summary>
    public static byte[] Encode(long micros, byte[]? type, byte[]? path, byte[]? user)
    {
        var output = new ArrayBufferWriter<byte>();
        byte[] buffer = [.. type ?? [], .. path ?? [], .. user ?? []];
        FieldSlots slots = default;
        int at = 0;
        foreach ((EventField field, byte[]? value) in new[] { (EventField.EventType, type), (EventField.Path, path), (EventField.UserId, user) })
        {
            if (value is not null)
            {
                slots[(int)field] = new FieldSlot(at, value.Length);
                at += value.Length;
            }
        }

        EntryCodec.WriteEvent(output, new EventView(buffer, micros, slots));
        return output.WrittenSpan.ToArray();
    }

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
