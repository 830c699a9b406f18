using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Queue;

/// <summary>
/// The id of a Redis stream entry: milliseconds and a sequence number within them, both unsigned 64-bit.
/// Ordered as numbers; the text form <c>ms-seq</c> does not sort.
/// </summary>
/// <remarks>Format: https://redis.io/docs/latest/develop/data-types/streams/#entry-ids</remarks>
[GenerateSerializer, Immutable, Alias("Footfall.EntryId")]
[JsonConverter(typeof(EntryIdConverter))]
public readonly record struct EntryId([property: Id(0)] ulong Ms, [property: Id(1)] ulong Seq) : IComparable<EntryId>
{
    /// <summary>0-0: before every entry, because Redis never assigns it.</summary>
    public static readonly EntryId None;

    /// <summary>
    /// The id right after this one. Trimming with <c>MINID</c> keeps the given id, so a trim up to and
    /// including an entry uses its successor.
    /// </summary>
    /// <exception cref="OverflowException">The id is the largest possible.</exception>
    public EntryId Next => Seq < ulong.MaxValue ? new(Ms, Seq + 1) : new(checked(Ms + 1), 0);

    public int CompareTo(EntryId other) => Ms != other.Ms ? Ms.CompareTo(other.Ms) : Seq.CompareTo(other.Seq);

    public static bool operator <(EntryId left, EntryId right) => left.CompareTo(right) < 0;

    public static bool operator >(EntryId left, EntryId right) => left.CompareTo(right) > 0;

    public static bool operator <=(EntryId left, EntryId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EntryId left, EntryId right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ms}-{Seq}");

    /// <summary>Parses <c>ms-seq</c>; returns false for any other form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out EntryId id)
    {
        id = default;
        if (!Utf8Parser.TryParse(utf8, out ulong ms, out int used) || used >= utf8.Length || utf8[used] != '-')
        {
            return false;
        }

        ReadOnlySpan<byte> rest = utf8[(used + 1)..];
        if (!Utf8Parser.TryParse(rest, out ulong seq, out used) || used != rest.Length)
        {
            return false;
        }

        id = new EntryId(ms, seq);
        return true;
    }
}

/// <summary>Writes the id of an entry as <c>ms-seq</c>.</summary>
public sealed class EntryIdConverter : JsonConverter<EntryId>
{
    public override EntryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntryId.TryParse(Encoding.UTF8.GetBytes(reader.GetString() ?? ""), out EntryId id) ? id : throw new JsonException("An entry id has the form ms-seq.");

    public override void Write(Utf8JsonWriter writer, EntryId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
