using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>Why an endpoint is not answered to a client.</summary>
internal sealed record DeniedAnswer(bool Success, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeniedAnswer))]
internal sealed partial class DeniedJson : JsonSerializerContext;
