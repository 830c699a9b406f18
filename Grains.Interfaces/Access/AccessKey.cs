namespace Footfall.Access;

/// <summary>A key, without its secret.</summary>
/// <param name="Id">Names it for ever.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Shown">Its beginning.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="SiteId">Of which site; null for one that is for all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it allows nothing; null for never.</param>
/// <param name="RevokedAt">Since when it allows nothing; null while it does.</param>
/// <param name="LastUsedAt">When it was used last, within a minute; null for never.</param>
[GenerateSerializer, Immutable, Alias("Footfall.AccessKey")]
public sealed record AccessKey(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Shown,
    [property: Id(3)] KeyScope Scope,
    [property: Id(4)] string? SiteId,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] DateTimeOffset? RevokedAt = null,
    [property: Id(8)] DateTimeOffset? LastUsedAt = null);
