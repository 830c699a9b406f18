using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Services;

namespace Footfall.Operator;

/// <summary>
/// Reports, on each silo, which sites' grains are active there. The grain directory's caches keep a grain's former location, and a
/// call to it would create a new activation; inspecting a site must not.
/// </summary>
[Alias("Footfall.ISitePresence")]
public interface ISiteActivationService : IGrainService
{
    /// <summary>Returns those of the sites whose grains are active on this silo.</summary>
    [Alias("Find"), AlwaysInterleave, ResponseTimeout("00:00:01")]
    Task<ImmutableArray<string>> Find(ImmutableArray<string> siteIds);
}
