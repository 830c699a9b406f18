namespace Footfall.Balance;

/// <summary>Storage rates of a silo, in events per second.</summary>
/// <param name="All">Rate of all sites in the last window.</param>
/// <param name="Sites">Rate of each site whose grain is on this silo.</param>
internal sealed record SiteRates(double All, IReadOnlyDictionary<string, double> Sites);
