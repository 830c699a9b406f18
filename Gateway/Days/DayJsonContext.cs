using System.Text.Json.Serialization;

namespace Footfall.Days;

/// <summary>Source-generated JSON serialization of days.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DaysResponse))]
internal sealed partial class DayJsonContext : JsonSerializerContext;
