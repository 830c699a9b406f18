using Orleans.Concurrency;

namespace Footfall.Operator;

/// <summary>
/// A list of all sites for operators: shared by all gateways and viewers, in memory while in use, and refreshed at a
/// rate that costs next to nothing however many sites there are. The key is 0.
/// </summary>
[Alias("Footfall.ISiteIndexGrain")]
public interface ISiteIndexGrain : IGrainWithIntegerKey
{
    /// <summary>Returns a page of the sites; null while PostgreSQL or Redis is unavailable.</summary>
    [Alias("GetPage"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<SitePage?> GetPage(SiteQuery query);
}
