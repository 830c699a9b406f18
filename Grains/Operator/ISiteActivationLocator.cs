namespace Footfall.Operator;

/// <summary>Finds the silos of sites' grains, without activating any.</summary>
public interface ISiteActivationLocator
{
    /// <summary>
    /// Returns the silo's display name for each site whose grain is active. A silo that does not answer counts as having none.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> siteIds);

    /// <summary>Returns the active silo of that name; null if there is none.</summary>
    SiloAddress? FindSilo(string name);
}
