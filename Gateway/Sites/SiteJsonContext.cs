using System.Text.Json.Serialization;

namespace Footfall.Sites;

/// <summary>Source-generated JSON serialization of sites' settings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SiteSettingsPage))]
[JsonSerializable(typeof(SiteSettings))]
[JsonSerializable(typeof(SiteSettingsRequest))]
[JsonSerializable(typeof(ConfirmationBody))]
internal sealed partial class SiteJsonContext : JsonSerializerContext;
