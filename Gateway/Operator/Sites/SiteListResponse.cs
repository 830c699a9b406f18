namespace Footfall.Operator;

/// <summary>Some of the sites.</summary>
/// <param name="AsOf">The moment at which they were so; refreshed every second, with very many sites every few seconds.</param>
/// <param name="Total">How many sites there are.</param>
/// <param name="Found">How many match the search.</param>
/// <param name="Offset">How many of those come before the first one here.</param>
/// <param name="Sites">Those of this page.</param>
internal sealed record SiteListResponse(DateTimeOffset AsOf, int Total, int Found, int Offset, IReadOnlyList<SiteRowResponse> Sites)
{
    public static SiteListResponse From(SitePage page, SiteQuery query) =>
        new(page.AsOf, page.Total, page.Found, query.Offset, [.. page.Sites.Select(SiteRowResponse.From)]);
}
