using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Privacy;

/// <summary>Source-generated JSON serialization of erasures, exports and lookups.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErasureView))]
[JsonSerializable(typeof(ErasureListResponse))]
[JsonSerializable(typeof(UserEventResponse))]
[JsonSerializable(typeof(VisitorLookupRequest))]
[JsonSerializable(typeof(VisitorLookupResponse))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class PrivacyJsonContext : JsonSerializerContext;
