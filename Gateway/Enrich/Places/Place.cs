namespace Footfall.Enrich;

/// <summary>Where an address is, as far as the data says; what it does not say is null.</summary>
/// <param name="Country">Two upper-case letters of ISO 3166-1.</param>
/// <param name="Region">The name of the first-level subdivision.</param>
/// <param name="City">The name of the city.</param>
internal readonly record struct Place(string? Country, string? Region, string? City);
