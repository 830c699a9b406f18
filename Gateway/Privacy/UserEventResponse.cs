using System.Text.Json.Serialization;

namespace Footfall.Privacy;

/// <summary>One line of what is known of a user.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="UserId">The user.</param>
/// <param name="EventType">The event's type.</param>
/// <param name="Path">Its path.</param>
/// <param name="Timestamp">When it happened, as the sender said.</param>
/// <param name="StoredAt">When it was stored, or set aside.</param>
/// <param name="DeadLetter">The key of the dead letter that it is, for one that could not be stored.</param>
internal sealed record UserEventResponse(
    string SiteId,
    string UserId,
    string? EventType,
    string? Path,
    string? Timestamp,
    DateTimeOffset StoredAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeadLetter = null);
