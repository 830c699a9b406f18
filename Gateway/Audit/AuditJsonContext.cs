using System.Text.Json.Serialization;

namespace Footfall.Audit;

/// <summary>Source-generated JSON serialization of the audit log.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AuditLogResponse))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
