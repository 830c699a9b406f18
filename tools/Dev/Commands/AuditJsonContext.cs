using System.Text.Json.Serialization;

namespace Footfall.Dev.Commands;

/// <summary>The wire form of what <c>audit</c> reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AuditedSiteList))]
[JsonSerializable(typeof(SiteAudit))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
