using Orleans.Concurrency;

namespace Footfall.Operator;

/// <summary>
/// A table of all sites for operators: one for all gateways and viewers, in memory while somebody asks, and refreshed at a
/// pace that costs next to nothing however many sites there are. The key is 0.
/// </summary>
[Alias("Footfall.ISiteIndexGrain")]
public interface ISiteIndexGrain : IGrainWithIntegerKey
{
    /// <summary>Some of the sites; null while PostgreSQL or Redis cannot be asked.</summary>
    [Alias("GetPage"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<SitePage?> GetPage(SiteQuery query);
}
