namespace Footfall.Access;

/// <summary>What a key allows, as the API calls it.</summary>
internal static class KeyScopeNames
{
    private static readonly (string Name, KeyScope Scope)[] All =
        [("operator", KeyScope.Operator), ("read", KeyScope.Read), ("write", KeyScope.Write), ("metrics", KeyScope.Metrics)];

    /// <summary>Null for a name that none has.</summary>
    public static KeyScope? Find(string? name) => Array.Find(All, one => one.Name == name) is { Name: not null } found ? found.Scope : null;

    public static string Of(KeyScope scope) => Array.Find(All, one => one.Scope == scope).Name ?? scope.ToString();

    /// <summary>Whether a key of the scope is of one site.</summary>
    public static bool IsOfOneSite(KeyScope scope) => scope is KeyScope.Read or KeyScope.Write;
}
