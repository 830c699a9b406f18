namespace Footfall.Privacy;

/// <summary>The current erasures of a site, and those of the last 90 days.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Erasures">The erasures, latest first, at most 100.</param>
/// <param name="Retention">The retention of its events.</param>
internal sealed record ErasureListResponse(string SiteId, IReadOnlyList<ErasureResponse> Erasures, RetentionResponse Retention)
{
    public static ErasureListResponse From(string siteId, ErasureList list) =>
        new(siteId, [.. list.Erasures.Select(ErasureResponse.From)], RetentionResponse.From(list.Retention));
}
