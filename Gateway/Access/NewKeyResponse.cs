namespace Footfall.Access;

/// <summary>A key that was just made.</summary>
/// <param name="Key">Its secret, which is shown here and never again.</param>
internal sealed record NewKeyResponse(
    Guid Id, string Name, string Shown, string Scope, string? SiteId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Key);
