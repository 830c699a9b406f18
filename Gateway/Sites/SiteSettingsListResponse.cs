namespace Footfall.Sites;

/// <summary>A page of the registered sites.</summary>
/// <param name="Total">How many there are that the search finds; 0 also behind the last page.</param>
/// <param name="Sites">By id.</param>
internal sealed record SiteSettingsListResponse(long Total, IReadOnlyList<SiteSettingsResponse> Sites);
