using System.Text.Json.Serialization;

namespace Footfall.Dev.Commands;

/// <summary>The wire form of what the demo commands send and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SiteEvent))]
[JsonSerializable(typeof(SiteStatistics))]
[JsonSerializable(typeof(CreateKeyArguments))]
[JsonSerializable(typeof(KeyResponse))]
internal sealed partial class DemoJsonContext : JsonSerializerContext;
