using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Integration.Traffic;

/// <summary>An event as a test posts it and expects to find it.</summary>
internal sealed record SentEvent(
    [property: JsonPropertyName("site_id")] string Site,
    [property: JsonPropertyName("event_type")] string Type,
    [property: JsonPropertyName("path"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path,
    [property: JsonPropertyName("user_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? User,
    [property: JsonPropertyName("timestamp")] DateTimeOffset Time,
    [property: JsonPropertyName("event_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null)
{
    [JsonIgnore]
    public bool IsView => Type == "page_view";

    [JsonIgnore]
    public DateOnly Day => DateOnly.FromDateTime(Time.UtcDateTime);

    /// <summary>The event as it is stored: an empty optional text becomes null.</summary>
    [JsonIgnore]
    public SentEvent Stored => this with { Path = Path is "" ? null : Path, User = User is "" ? null : User };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);
}
