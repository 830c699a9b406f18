using System.Collections.Concurrent;

namespace Footfall.Operator;

/// <summary>The sites whose grains live on this silo. Safe for concurrent use: grains come and go, others look.</summary>
public sealed class LocalSiteActivations
{
    private readonly ConcurrentDictionary<string, IGrainContext> _byId = new();

    public bool Has(string siteId) => _byId.ContainsKey(siteId);

    internal void Add(string siteId, IGrainContext activation) => _byId[siteId] = activation;

    /// <summary>Leaves a younger activation of the site where it is.</summary>
    internal void Remove(string siteId, IGrainContext activation) => _byId.TryRemove(KeyValuePair.Create(siteId, activation));
}
