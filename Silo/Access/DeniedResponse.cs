using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>Response body that explains why access to an endpoint was denied.</summary>
internal sealed record DeniedResponse(bool Success, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeniedResponse))]
internal sealed partial class DeniedJsonContext : JsonSerializerContext;
