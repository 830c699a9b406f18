using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Privacy;

/// <summary>One line of a user's data.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="UserId">The user.</param>
/// <param name="EventType">The event's type.</param>
/// <param name="Path">Its path.</param>
/// <param name="Timestamp">The time of the event, as sent.</param>
/// <param name="StoredAt">The time at which it was stored or dead-lettered.</param>
/// <param name="DeadLetter">The key of the dead letter, for an event that could not be stored.</param>
internal sealed record UserEventResponse(
    string SiteId,
    string UserId,
    string? EventType,
    string? Path,
    string? Timestamp,
    DateTimeOffset StoredAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeadLetter = null)
{
    /// <summary>All other fields, by their names in the API: texts, numbers, and the objects <c>props</c> and <c>revenue</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Attributes { get; set; }
}
