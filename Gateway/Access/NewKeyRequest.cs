namespace Footfall.Access;

/// <summary>What an operator wants a key for.</summary>
/// <param name="Name">What people call it: 1 to 100 characters.</param>
/// <param name="Scope"><c>operator</c>, <c>read</c> or <c>write</c>.</param>
/// <param name="SiteId">Of which site, for the last two.</param>
/// <param name="ExpiresInDays">1 to 3650; without it, it never does.</param>
internal sealed record NewKeyRequest(string? Name, string? Scope, string? SiteId, int? ExpiresInDays) : IDescribedAct
{
    private const int LongestName = 100;
    private const int MostDays = 3650;

    public string Describe() => $"{Scope} {Name}{(SiteId is null ? "" : $" of {SiteId}")}";

    /// <summary>All faults, one line each.</summary>
    public IReadOnlyList<string> FindFaults(out KeyScope scope)
    {
        scope = Scope switch { "operator" => KeyScope.Operator, "read" => KeyScope.Read, "write" => KeyScope.Write, _ => default };
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName || Name.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add($"name must be a text of 1 to {LongestName} characters");
        }

        if (scope == default)
        {
            faults.Add("scope must be operator, read or write");
        }
        else if (scope == KeyScope.Operator ? SiteId is not null : SiteId is null || !Footfall.Queue.SiteId.IsValid(SiteId))
        {
            faults.Add(scope == KeyScope.Operator ? "site_id must be left out: an operator's key is for all sites" : "site_id must name the site that the key is for");
        }

        if (ExpiresInDays is < 1 or > MostDays)
        {
            faults.Add($"expires_in_days must be between 1 and {MostDays}, or left out");
        }

        return faults;
    }
}
