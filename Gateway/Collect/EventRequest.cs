using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Footfall.Collect;

/// <summary>An event as posted. Documents the body for OpenAPI; <see cref="EventParser"/> parses the actual body.</summary>
internal sealed record EventRequest(
    [property: JsonPropertyName("site_id"), Required, MaxLength(255)] string SiteId,
    [property: JsonPropertyName("event_type"), Required, MaxLength(100)] string EventType,
    [property: JsonPropertyName("timestamp"), Required] DateTimeOffset Timestamp,
    [property: JsonPropertyName("path"), MaxLength(1000)] string? Path,
    [property: JsonPropertyName("user_id"), MaxLength(255)] string? UserId,
    [property: JsonPropertyName("event_id"), MaxLength(64)] string? EventId);

/// <summary>The response to an accepted event. Documents <see cref="EventAccepted"/>.</summary>
internal sealed record EventResponse(bool Success, string Message);
