using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Privacy;

/// <summary>Source-generated JSON serialization of erasures and exports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErasureView))]
[JsonSerializable(typeof(ErasureListResponse))]
[JsonSerializable(typeof(UserEventResponse))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class PrivacyJsonContext : JsonSerializerContext;
