using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>Why an endpoint is not answered to a client.</summary>
internal sealed record DeniedResponse(bool Success, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeniedResponse))]
internal sealed partial class DeniedJsonContext : JsonSerializerContext;
