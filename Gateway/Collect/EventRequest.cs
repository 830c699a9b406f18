using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Footfall.Collect;

/// <summary>An event as it is posted. Describes the body in the OpenAPI document; the body is read by <see cref="EventParser"/>.</summary>
internal sealed record EventRequest(
    [property: JsonPropertyName("site_id"), Required, MaxLength(255)] string SiteId,
    [property: JsonPropertyName("event_type"), Required, MaxLength(100)] string EventType,
    [property: JsonPropertyName("timestamp"), Required] DateTimeOffset Timestamp,
    [property: JsonPropertyName("path"), MaxLength(1000)] string? Path,
    [property: JsonPropertyName("user_id"), MaxLength(255)] string? UserId,
    [property: JsonPropertyName("event_id"), MaxLength(64)] string? EventId);

/// <summary>The answer to an event that was taken. Describes <see cref="EventAccepted"/>.</summary>
internal sealed record EventResponse(bool Success, string Message);
