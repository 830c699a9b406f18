using System.Text.Json.Serialization;
using Footfall.Json;

namespace Footfall.Access;

/// <summary>An access key, without its secret.</summary>
/// <param name="Id">Permanent id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Shown">The start of the key.</param>
/// <param name="Scope">Permissions.</param>
/// <param name="SiteId">The site; null for all sites.</param>
/// <param name="CreatedAt">Time of creation.</param>
/// <param name="ExpiresAt">Time of expiry; null for never.</param>
/// <param name="RevokedAt">Time of revocation; null if not revoked.</param>
/// <param name="LastUsedAt">Time of last use, within a minute; null for never.</param>
[GenerateSerializer, Immutable, Alias("Footfall.AccessKey")]
public sealed record AccessKey(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Shown,
    [property: Id(3), JsonConverter(typeof(SnakeCaseEnumConverter<KeyScope>))] KeyScope Scope,
    [property: Id(4)] string? SiteId,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] DateTimeOffset? RevokedAt = null,
    [property: Id(8)] DateTimeOffset? LastUsedAt = null);
