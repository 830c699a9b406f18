using System.Text.Json.Serialization;

namespace Footfall.Stats;

/// <summary>Source-generated JSON serialization of statistics.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SiteStats))]
internal sealed partial class StatsJsonContext : JsonSerializerContext;
