using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Queue;

/// <summary>Writes the id of an entry as <c>ms-seq</c>.</summary>
public sealed class EntryIdConverter : JsonConverter<EntryId>
{
    public override EntryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntryId.TryParse(Encoding.UTF8.GetBytes(reader.GetString() ?? ""), out EntryId id) ? id : throw new JsonException("An entry id has the form ms-seq.");

    public override void Write(Utf8JsonWriter writer, EntryId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
