using System.Text.Json.Serialization;

namespace Footfall.Collect;

/// <summary>Source-generated JSON serialization of responses to events.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BatchResponse))]
internal sealed partial class CollectJsonContext : JsonSerializerContext;
