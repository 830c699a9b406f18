namespace Footfall.Dev.Commands;

/// <summary>What <c>audit</c> is to do.</summary>
/// <param name="SiteId">The site; null for all.</param>
/// <param name="Mend">Whether days that differ are built again.</param>
internal sealed record AuditArguments(string? SiteId, bool Mend)
{
    private const string MendOption = "--mend";

    /// <summary>Returns null for other words than a site and the option, in any order.</summary>
    public static AuditArguments? Read(string[] words)
    {
        string[] sites = [.. words.Where(word => word != MendOption)];
        return sites.Length > 1 || words.Length - sites.Length > 1 || sites is [['-', ..]] or [""]
            ? null
            : new AuditArguments(sites.FirstOrDefault(), words.Contains(MendOption));
    }
}
