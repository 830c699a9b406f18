namespace Footfall.Access;

/// <summary>A newly created key.</summary>
/// <param name="Key">The secret, which is shown here and never again.</param>
internal sealed record NewKeyResponse(
    Guid Id, string Name, string Shown, string Scope, string? SiteId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Key);
