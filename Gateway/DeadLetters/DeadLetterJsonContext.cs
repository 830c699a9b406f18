using System.Text.Json.Serialization;

namespace Footfall.DeadLetters;

/// <summary>Source-generated JSON serialization of dead letters.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeadLetterListResponse))]
internal sealed partial class DeadLetterJsonContext : JsonSerializerContext;
