using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Footfall.Operator;

/// <inheritdoc cref="ISitePresence"/>
[Reentrant]
internal sealed class SitePresence(GrainId id, Silo silo, ILoggerFactory loggers, ActiveSites sites) : GrainService(id, silo, loggers), ISitePresence
{
    public Task<ImmutableArray<string>> Find(ImmutableArray<string> siteIds) => Task.FromResult(siteIds.RemoveAll(siteId => !sites.Has(siteId)));
}
