namespace Footfall.Operator;

/// <summary>Finds on which silos sites' grains live, without making any.</summary>
public interface ISiteActivationLocator
{
    /// <summary>What operators call the silo of each site whose grain is active. A silo that does not answer counts as having none.</summary>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> siteIds);

    /// <summary>The active silo of that name; null when there is none.</summary>
    SiloAddress? FindSilo(string name);
}
