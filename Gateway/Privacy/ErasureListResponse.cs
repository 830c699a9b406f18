namespace Footfall.Privacy;

/// <summary>What is, and in the last 90 days was, erased of a site.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="Erasures">The latest first, at most 100.</param>
/// <param name="Retention">How long its events are kept.</param>
internal sealed record ErasureListResponse(string SiteId, IReadOnlyList<ErasureResponse> Erasures, RetentionResponse Retention)
{
    public static ErasureListResponse From(string siteId, ErasureList list) =>
        new(siteId, [.. list.Erasures.Select(ErasureResponse.From)], RetentionResponse.From(list.Retention));
}
