using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>Source-generated JSON serialization of sites and keys read from Redis.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReplicatedSite))]
[JsonSerializable(typeof(ReplicatedKey))]
internal sealed partial class AccessReplicaJsonContext : JsonSerializerContext;
