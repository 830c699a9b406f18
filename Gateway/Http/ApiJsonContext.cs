using System.Text.Json.Serialization;

namespace Footfall.Http;

/// <summary>Source-generated JSON serialization of the responses that all features share. Each feature has a context of its own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ActionResponse))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
