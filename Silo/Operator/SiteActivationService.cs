using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteActivationService"/>
[Reentrant]
internal sealed class SiteActivationService(GrainId id, Silo silo, ILoggerFactory loggers, LocalSiteActivations sites) : GrainService(id, silo, loggers), ISiteActivationService
{
    public Task<ImmutableArray<string>> Find(ImmutableArray<string> siteIds) => Task.FromResult(siteIds.RemoveAll(siteId => !sites.Has(siteId)));
}
