using System.Text.Json.Serialization;

namespace Footfall.Access;

/// <summary>The fields of a key's row in the replica that a silo uses; see <c>AccessPublisher.ReadChanges.sql</c>.</summary>
internal sealed record MetricsKey(KeyScope Scope, DateTimeOffset? ExpiresAt, bool Revoked)
{
    public bool MayRead(DateTimeOffset now) => Scope is KeyScope.Operator or KeyScope.Metrics && !Revoked && (ExpiresAt is not { } end || now < end);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MetricsKey))]
internal sealed partial class MetricsKeyJsonContext : JsonSerializerContext;
