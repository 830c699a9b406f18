using System.Collections.Concurrent;

namespace Footfall.Operator;

/// <summary>Tracks the sites whose grains are active on this silo. Safe for concurrent use.</summary>
public sealed class LocalSiteActivations
{
    private readonly ConcurrentDictionary<string, IGrainContext> _byId = new();

    public bool Has(string siteId) => _byId.ContainsKey(siteId);

    internal void Add(string siteId, IGrainContext activation) => _byId[siteId] = activation;

    /// <summary>Removes the activation, unless a newer one of the site has replaced it.</summary>
    internal void Remove(string siteId, IGrainContext activation) => _byId.TryRemove(KeyValuePair.Create(siteId, activation));
}
