using System.Text.Json.Serialization;

namespace Footfall.Monitoring;

/// <summary>Source-generated JSON serialization of the status of the installation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OverviewResponse))]
[JsonSerializable(typeof(LiveOverviewResponse))]
[JsonSerializable(typeof(HostListResponse))]
internal sealed partial class MonitoringJsonContext : JsonSerializerContext;
