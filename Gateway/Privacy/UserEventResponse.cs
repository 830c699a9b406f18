using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Privacy;

/// <summary>One line of the data of a user or a visitor.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="EventType">The event's type.</param>
/// <param name="Path">Its path.</param>
/// <param name="Timestamp">The time of the event, as sent.</param>
/// <param name="StoredAt">The time at which it was stored or dead-lettered.</param>
/// <param name="DeadLetter">The key of the dead letter, for an event that could not be stored.</param>
internal sealed record UserEventResponse(
    [property: JsonPropertyOrder(-2)] string SiteId,
    string? EventType,
    string? Path,
    string? Timestamp,
    DateTimeOffset StoredAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeadLetter = null)
{
    /// <summary>The user; left out for a visitor.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserId { get; init; }

    /// <summary>The visitor without a user id, as 16 hexadecimal digits; left out for a user.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Visitor { get; init; }

    /// <summary>All other fields, by their names in the API: texts, numbers, and the objects <c>props</c> and <c>revenue</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Attributes { get; set; }
}
