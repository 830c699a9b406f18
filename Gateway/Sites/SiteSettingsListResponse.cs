namespace Footfall.Sites;

/// <summary>A page of the registered sites.</summary>
/// <param name="Total">The number of matches of the search; 0 also beyond the last page.</param>
/// <param name="Sites">The sites, ordered by id.</param>
internal sealed record SiteSettingsListResponse(long Total, IReadOnlyList<SiteSettingsResponse> Sites);
