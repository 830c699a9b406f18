namespace Footfall.Access;

/// <summary>The API's names of key scopes.</summary>
internal static class KeyScopeNames
{
    private static readonly (string Name, KeyScope Scope)[] All =
        [("operator", KeyScope.Operator), ("read", KeyScope.Read), ("write", KeyScope.Write), ("metrics", KeyScope.Metrics)];

    /// <summary>Returns the scope of a name; null for an unknown name.</summary>
    public static KeyScope? Find(string? name) => Array.Find(All, one => one.Name == name) is { Name: not null } found ? found.Scope : null;

    public static string Of(KeyScope scope) => Array.Find(All, one => one.Scope == scope).Name ?? scope.ToString();

    /// <summary>Returns whether keys of the scope are limited to one site.</summary>
    public static bool IsOfOneSite(KeyScope scope) => scope is KeyScope.Read or KeyScope.Write;
}
