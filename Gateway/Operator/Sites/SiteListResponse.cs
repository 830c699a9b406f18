namespace Footfall.Operator;

/// <summary>A page of sites.</summary>
/// <param name="AsOf">The time of the data; refreshed every second, with very many sites every few seconds.</param>
/// <param name="Total">The number of sites.</param>
/// <param name="Found">The number of sites that match the search.</param>
/// <param name="Offset">The number of matches before this page.</param>
/// <param name="Sites">The sites of this page.</param>
internal sealed record SiteListResponse(DateTimeOffset AsOf, int Total, int Found, int Offset, IReadOnlyList<SiteRowResponse> Sites)
{
    public static SiteListResponse From(SitePage page, SiteQuery query) =>
        new(page.AsOf, page.Total, page.Found, query.Offset, [.. page.Sites.Select(SiteRowResponse.From)]);
}
