namespace Footfall.Sites;

/// <summary>The body that confirms the path of a call that cannot be undone.</summary>
internal sealed record ConfirmationBody(string? SiteId, string? UserId);
