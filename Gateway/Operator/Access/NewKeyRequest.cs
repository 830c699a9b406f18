using Footfall.Access;
using Footfall.Audit;

namespace Footfall.Operator;

/// <summary>An operator's request for a new key.</summary>
/// <param name="Name">The display name: 1 to 100 characters.</param>
/// <param name="Scope"><c>operator</c>, <c>read</c>, <c>write</c> or <c>metrics</c>.</param>
/// <param name="SiteId">The site, for <c>read</c> and <c>write</c>.</param>
/// <param name="ExpiresInDays">1 to 3650; without it, the key never expires.</param>
internal sealed record NewKeyRequest(string? Name, string? Scope, string? SiteId, int? ExpiresInDays) : IAuditedRequest
{
    private const int MaxNameLength = 100;
    private const int MaxDays = 3650;

    public string Describe() => $"{Scope} {Name}{(SiteId is null ? "" : $" of {SiteId}")}";

    /// <summary>Returns all faults, one line each.</summary>
    public IReadOnlyList<string> FindFaults(out KeyScope scope)
    {
        scope = KeyScopeNames.Find(Scope) ?? default;
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength || Name.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add($"name must be text of 1 to {MaxNameLength} characters");
        }

        if (scope == default)
        {
            faults.Add("scope must be operator, read, write or metrics");
        }
        else if (KeyScopeNames.IsOfOneSite(scope) ? SiteId is null || !Footfall.Queue.SiteId.IsValid(SiteId) : SiteId is not null)
        {
            faults.Add(KeyScopeNames.IsOfOneSite(scope)
                ? "site_id must name the site that the key is for"
                : $"site_id must be left out: {(scope == KeyScope.Operator ? "an operator's" : "a metrics")} key is for all sites");
        }

        if (ExpiresInDays is < 1 or > MaxDays)
        {
            faults.Add($"expires_in_days must be between 1 and {MaxDays}, or left out");
        }

        return faults;
    }
}

/// <summary>Finds key scopes by their names in the API.</summary>
internal static class KeyScopeNames
{
    private static readonly (string Name, KeyScope Scope)[] All =
        [("operator", KeyScope.Operator), ("read", KeyScope.Read), ("write", KeyScope.Write), ("metrics", KeyScope.Metrics)];

    /// <summary>Returns the scope of a name; null for an unknown name.</summary>
    public static KeyScope? Find(string? name) => Array.Find(All, one => one.Name == name) is { Name: not null } found ? found.Scope : null;

    /// <summary>Returns whether keys of the scope are limited to one site.</summary>
    public static bool IsOfOneSite(KeyScope scope) => scope is KeyScope.Read or KeyScope.Write;
}
