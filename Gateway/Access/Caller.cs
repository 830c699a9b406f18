using System.Security.Claims;

namespace Footfall.Access;

/// <summary>The claims of a caller, taken from the key presented.</summary>
internal static class Caller
{
    public const string KeyScheme = "key";
    public const string SessionScheme = "session";

    /// <summary>The name of a caller without a key, on the gateway's own machine.</summary>
    public const string Local = "this machine";

    private const string IdClaim = "key_id";
    private const string SiteClaim = "site_id";

    public static ClaimsPrincipal Of(ReplicatedKey key, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(IdClaim, key.Id.ToString()),
            new Claim(ClaimTypes.Name, key.Name),
            new Claim(ClaimTypes.Role, key.Scope.ToString()),
            .. key.SiteId is { } siteId ? new[] { new Claim(SiteClaim, siteId) } : [],
        ],
        scheme));

    public static Guid? KeyId(this ClaimsPrincipal caller) => Guid.TryParse(caller.FindFirstValue(IdClaim), out Guid id) ? id : null;

    public static bool IsOperator(this ClaimsPrincipal caller) => caller.IsInRole(nameof(KeyScope.Operator));

    public static bool MayRead(this ClaimsPrincipal caller, string siteId) =>
        caller.IsInRole(nameof(KeyScope.Read)) && caller.FindFirstValue(SiteClaim) == siteId;

    public static bool MayReadMetrics(this ClaimsPrincipal caller) => caller.IsOperator() || caller.IsInRole(nameof(KeyScope.Metrics));

    /// <summary>Returns the caller's display name.</summary>
    public static string Name(this ClaimsPrincipal caller) => caller.FindFirstValue(ClaimTypes.Name) ?? Local;
}
