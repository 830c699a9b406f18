namespace Footfall.Freshness;

/// <summary>Creates the parts of site grains that say how up to date answers are.</summary>
internal sealed class SiteFreshnessFactory(IPositionReader store, IQueueInspector queue, TimeProvider timeProvider)
{
    public SiteFreshness Create(string siteId) => new(siteId, store, queue, timeProvider);
}
