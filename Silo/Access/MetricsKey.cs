using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>What a silo looks at in a key's row of the mirror; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record MetricsKey(KeyScope Scope, DateTimeOffset? ExpiresAt, bool Revoked)
{
    public bool MayRead(DateTimeOffset now) => Scope is KeyScope.Operator or KeyScope.Metrics && !Revoked && (ExpiresAt is not { } end || now < end);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MetricsKey))]
internal sealed partial class MetricsKeyJsonContext : JsonSerializerContext;
