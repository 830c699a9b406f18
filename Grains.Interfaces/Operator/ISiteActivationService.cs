using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Services;

namespace Footfall.Operator;

/// <summary>
/// One on each silo: says which sites' grains live there. The grain directory's caches keep where a grain once was, and a
/// call to there would make a new one; to look at a site must not.
/// </summary>
[Alias("Footfall.ISitePresence")]
public interface ISiteActivationService : IGrainService
{
    /// <summary>Those of the sites whose grains live on this silo.</summary>
    [Alias("Find"), AlwaysInterleave, ResponseTimeout("00:00:01")]
    Task<ImmutableArray<string>> Find(ImmutableArray<string> siteIds);
}
