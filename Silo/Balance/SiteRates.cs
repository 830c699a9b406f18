namespace Footfall.Balance;

/// <summary>What a silo stores, in events a second.</summary>
/// <param name="All">Of all sites in the last window.</param>
/// <param name="Sites">Of each whose grain is on this silo.</param>
internal sealed record SiteRates(double All, IReadOnlyDictionary<string, double> Sites);
