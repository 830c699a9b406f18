using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Footfall.Health;

/// <summary>The body of a health response.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Checks">Each check and its status.</param>
internal sealed record HealthResponse(string Status, ImmutableSortedDictionary<string, string> Checks);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthResponse))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
