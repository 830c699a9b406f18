namespace Footfall.Enrich;

/// <summary>The names of Windows' versions.</summary>
internal static class WindowsVersions
{
    /// <summary>The first platform version of Windows 11 in <c>Sec-CH-UA-Platform-Version</c>, as Microsoft documents it.</summary>
    private const int FirstOfWindows11 = 13;

    /// <summary>Returns the name for what follows <c>Windows NT</c>; null for 10.0, which Windows 11 sends too, and for others.</summary>
    public static string? OfKernel(string? version) => version switch
    {
        "6.3" => "8.1",
        "6.2" => "8",
        "6.1" => "7",
        "6" => "Vista",
        "5.1" or "5.2" => "XP",
        "5" => "2000",
        _ => null,
    };

    /// <summary>Returns the name for a platform version of a client hint.</summary>
    public static string? OfHint(string? version) => version switch
    {
        "0.1" => "7",
        "0.2" => "8",
        "0.3" => "8.1",
        _ => AgentVersion.ToMajor(version) switch
        {
            >= FirstOfWindows11 => "11",
            >= 1 => "10",
            _ => null,
        },
    };
}
