using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>How sites and keys are read from Redis; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReplicatedSite))]
[JsonSerializable(typeof(ReplicatedKey))]
internal sealed partial class AccessReplicaJsonContext : JsonSerializerContext;
