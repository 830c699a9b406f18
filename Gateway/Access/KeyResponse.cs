namespace Footfall.Access;

/// <summary>A key, without its secret.</summary>
internal sealed record KeyResponse(
    Guid Id, string Name, string Shown, string Scope, string? SiteId,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    public static KeyResponse From(AccessKey key) => new(
        key.Id, key.Name, key.Shown, KeyScopeNames.Of(key.Scope), key.SiteId,
        key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt);
}
