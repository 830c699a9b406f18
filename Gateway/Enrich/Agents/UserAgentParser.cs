namespace Footfall.Enrich;

/// <summary>
/// Reads browser, system and device from a User-Agent by looking for the tokens of three tables: no regular expressions, and no memory but
/// for the answer. The result depends on nothing but the text.
/// </summary>
internal sealed class UserAgentParser
{
    private readonly AgentTable _browsers = AgentTable.Read(DataFile.Open("browsers.tsv"));
    private readonly AgentTable _systems = AgentTable.Read(DataFile.Open("systems.tsv"));
    private readonly DeviceDetector _devices = DeviceDetector.Read(DataFile.Open("devices.tsv"));

    /// <param name="userAgent">The User-Agent; empty gives an agent without any value.</param>
    public Agent Parse(ReadOnlySpan<char> userAgent)
    {
        AgentRule? browser = _browsers.Find(userAgent);
        AgentRule? system = _systems.Find(userAgent);
        string? os = FindOs(userAgent, system?.Name, browser?.Name);

        // A system that is not the one which the text claims has not the version that it claims.
        string? osVersion = os is null || os != system?.Name ? null : OsVersions.Correct(userAgent, os, system.ReadVersion(userAgent));
        if (os == "iPadOS" && AgentVersion.ToMajor(osVersion) < 13)
        {
            os = "iOS";
        }

        string? name = FindBrowser(userAgent, browser?.Name, os);
        return new Agent(name, name is null ? null : browser?.ReadVersion(userAgent), os, osVersion, FindDevice(userAgent, os, system?.Name));
    }

    private static string? FindOs(ReadOnlySpan<char> userAgent, string? os, string? browser) => os switch
    {
        // Only browsers of iOS and iPadOS have these; they say "Macintosh" where a page was asked for as for a computer.
        "macOS" when IsOfMobileApple(userAgent) => "iPadOS",

        // It exists on Android and on Windows; on Android it asks for pages as for a computer by saying "Linux".
        "Linux" when browser == "Samsung Internet" => "Android",
        _ => os,
    };

    private DeviceClass? FindDevice(ReadOnlySpan<char> userAgent, string? os, string? statedOs) =>
        os == "iPadOS" && statedOs == "macOS" ? DeviceClass.Tablet : _devices.Find(userAgent, os);

    private static bool IsOfMobileApple(ReadOnlySpan<char> userAgent) =>
        userAgent.Contains("Mobile/", StringComparison.Ordinal)
        || userAgent.Contains("CriOS/", StringComparison.Ordinal)
        || userAgent.Contains("FxiOS/", StringComparison.Ordinal)
        || userAgent.Contains("EdgiOS/", StringComparison.Ordinal)
        || userAgent.Contains("GSA/", StringComparison.Ordinal);

    /// <summary>Tells a view inside an app, and browsers that only call themselves Safari, from the browser.</summary>
    private static string? FindBrowser(ReadOnlySpan<char> userAgent, string? browser, string? os) => browser switch
    {
        "Chrome" when os is "Android" or "Fire OS" or "HarmonyOS" && IsWebView(userAgent) => "Android WebView",
        "Safari" => os switch
        {
            "iOS" or "iPadOS" or "macOS" or "Windows" => "Safari",
            "Android" => "Android Browser",
            _ => null,
        },
        null when os is "iOS" or "iPadOS" && userAgent.Contains("AppleWebKit/", StringComparison.Ordinal) => "iOS WebView",
        _ => browser,
    };

    private static bool IsWebView(ReadOnlySpan<char> userAgent) =>
        userAgent.Contains("; wv)", StringComparison.Ordinal) || userAgent.Contains("Version/4.0 Chrome/", StringComparison.Ordinal);
}
