namespace Footfall.Dev.Commands;

/// <summary>An event in the form that the gateway accepts.</summary>
/// <param name="Timestamp">ISO 8601.</param>
internal sealed record SiteEvent(string SiteId, string EventType, string Path, string UserId, string Timestamp);
