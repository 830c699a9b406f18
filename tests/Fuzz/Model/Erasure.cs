namespace Footfall.Fuzz.Model;

/// <summary>A requested erasure.</summary>
/// <param name="Site">The site.</param>
/// <param name="User">The user whose events are erased; null for all.</param>
internal sealed record Erasure(string Site, string? User)
{
    public bool Takes(ModelEvent item) => item.Site == Site && (User is null || item.User == User);
}
