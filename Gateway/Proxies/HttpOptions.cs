namespace Footfall.Proxies;

/// <summary>The public address of this gateway. Section <c>Http</c>.</summary>
public sealed class HttpOptions
{
    public const string Section = "Http";

    private static readonly string[] Own = ["/api", "/operator", "/health", "/metrics", "/openapi"];

    /// <summary>
    /// Path below which a proxy publishes this gateway, such as <c>/footfall</c>, whether the proxy strips it or passes it on.
    /// Default: none. Links, cookies and the OpenAPI document use it.
    /// </summary>
    public string PathBase { get; set; } = "";

    /// <summary>Returns whether a text is a path base: segments of letters, digits and <c>-._~</c>, without a trailing slash.</summary>
    internal static bool IsPathBase(string text) => text.Length > 1 && text[0] == '/' && text[1..].Split('/').All(IsSegment);

    /// <summary>Returns whether a path begins like one of our own, from which a path base could not be distinguished.</summary>
    internal static bool IsOwn(string path) =>
        Array.Exists(Own, own => path.Equals(own, StringComparison.OrdinalIgnoreCase) || path.StartsWith(own + "/", StringComparison.OrdinalIgnoreCase));

    private static bool IsSegment(string segment) =>
        segment is not ("" or "." or "..") && segment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~');
}
