namespace Footfall.Fuzz.Model;

/// <summary>What is asked to be erased.</summary>
/// <param name="Site">Of which site.</param>
/// <param name="User">Whose events; null for all.</param>
internal sealed record Erasure(string Site, string? User)
{
    public bool Takes(ModelEvent item) => item.Site == Site && (User is null || item.User == User);
}
