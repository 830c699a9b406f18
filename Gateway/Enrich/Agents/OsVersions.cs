namespace Footfall.Enrich;

/// <summary>
/// Corrects what User-Agents say about the system's version. Browsers froze it, each at another time, so that a text that once named a
/// version now only names the last one before the freeze: then the version is unknown.
/// </summary>
internal static class OsVersions
{
    /// <summary>Releases of autumn 2021, with Windows 11: an older browser runs on Windows 10.</summary>
    private const int FirstChromeOfWindows11 = 94;
    private const int FirstFirefoxOfWindows11 = 93;

    /// <summary>The releases that began to say 10.15 on every later macOS.</summary>
    private const int FirstFrozenChrome = 90;
    private const int FirstFrozenFirefox = 87;
    private const int FirstFrozenSafari = 14;

    /// <summary>Safari and the views of apps say 18.6 or 18.7 from iOS 26 on; <c>Version/</c> in Safari is that of the system.</summary>
    private const int LastFrozenIos = 18;
    private const int FirstIosBehindVersion = 26;

    /// <param name="userAgent">The User-Agent.</param>
    /// <param name="os">The system.</param>
    /// <param name="version">The version that the User-Agent gives for it.</param>
    public static string? Correct(ReadOnlySpan<char> userAgent, string os, string? version) => os switch
    {
        "Windows" => version is "10" ? CorrectWindows10(userAgent) : WindowsVersions.OfKernel(version) ?? NameOrNull(version),
        "macOS" => version is "10.15" && !IsBeforeFreezeOfMac(userAgent) ? null : version,
        "iOS" or "iPadOS" => CorrectIos(userAgent, version),
        "Android" => userAgent.Contains("Android 10; K)", StringComparison.Ordinal) ? null : version,
        "Fire OS" => OfFire(version),
        _ => version,
    };

    private static string? CorrectWindows10(ReadOnlySpan<char> userAgent)
    {
        // Neither Internet Explorer nor the first Edge is part of Windows 11.
        bool isOlder = userAgent.Contains("Trident/", StringComparison.Ordinal)
            || userAgent.Contains("Edge/", StringComparison.Ordinal)
            || AgentVersion.ReadMajor(userAgent, "Chrome/") < FirstChromeOfWindows11
            || AgentVersion.ReadMajor(userAgent, "Firefox/") < FirstFirefoxOfWindows11;
        return isOlder ? "10" : null;
    }

    /// <summary>Keeps the names that systems.tsv gives.</summary>
    private static string? NameOrNull(string? version) => version is "95" or "98" or "XP" ? version : null;

    private static bool IsBeforeFreezeOfMac(ReadOnlySpan<char> userAgent) =>
        AgentVersion.ReadMajor(userAgent, "Chrome/") < FirstFrozenChrome
        || AgentVersion.ReadMajor(userAgent, "Firefox/") < FirstFrozenFirefox
        || AgentVersion.ReadMajor(userAgent, "Version/") < FirstFrozenSafari;

    private static string? CorrectIos(ReadOnlySpan<char> userAgent, string? version)
    {
        int at = userAgent.IndexOf("Version/", StringComparison.Ordinal);
        string? behindVersion = at < 0 ? null : AgentVersion.Read(userAgent[(at + "Version/".Length)..], 2);
        int? major = AgentVersion.ToMajor(version);
        if (AgentVersion.ToMajor(behindVersion) is >= FirstIosBehindVersion and { } safari)
        {
            return major >= safari ? version : behindVersion;
        }

        return major == LastFrozenIos && behindVersion is null && !SaysTrueVersion(userAgent) && version is "18.6" or "18.7" ? null : version;
    }

    /// <summary>Google's and Microsoft's apps and those of Meta write the version themselves.</summary>
    private static bool SaysTrueVersion(ReadOnlySpan<char> userAgent) =>
        userAgent.Contains("CriOS/", StringComparison.Ordinal)
        || userAgent.Contains("GSA/", StringComparison.Ordinal)
        || userAgent.Contains("EdgiOS/", StringComparison.Ordinal)
        || userAgent.Contains("FBSV/", StringComparison.Ordinal)
        || userAgent.Contains("; iOS ", StringComparison.Ordinal);

    /// <summary>Returns Amazon's version for the Android that it is made of.</summary>
    private static string? OfFire(string? android) => android switch
    {
        "11" or "10" => "8",
        "9" => "7",
        "7.1" => "6",
        "5.1" => "5",
        _ => null,
    };
}
