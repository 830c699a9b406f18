using System.Text.Json.Serialization;

namespace Footfall.Privacy;

/// <summary>How long a site's events are to be kept.</summary>
/// <param name="Days">Days before today (UTC) whose events are kept; null for all.</param>
internal sealed record RetentionRequest([property: JsonRequired] int? Days);
