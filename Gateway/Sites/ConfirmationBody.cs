namespace Footfall.Sites;

/// <summary>What a call that cannot be undone says once more of its path.</summary>
internal sealed record ConfirmationBody(string? SiteId, string? UserId);
