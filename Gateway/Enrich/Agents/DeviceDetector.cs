namespace Footfall.Enrich;

/// <summary>Finds the class of a device: by a token of <c>devices.tsv</c>, or by the system and the word "Mobile".</summary>
internal sealed class DeviceDetector
{
    private static readonly AgentToken Mobile = AgentToken.Parse("Mobile");

    private readonly (AgentToken Token, DeviceClass Device)[] _rules;

    private DeviceDetector((AgentToken Token, DeviceClass Device)[] rules) => _rules = rules;

    /// <exception cref="DataFileException">A line of the file is wrong; the message names it.</exception>
    public static DeviceDetector Read(DataFile file) => new([.. file.Rows().Select(row =>
        row.Cells is [{ Length: > 0 } token, { } name] && Enum.TryParse(name, out DeviceClass device)
            ? (AgentToken.Parse(token), device)
            : throw file.Fault(row.Number, "a rule has a token and a class of devices"))]);

    public DeviceClass? Find(ReadOnlySpan<char> userAgent, string? os)
    {
        foreach ((AgentToken token, DeviceClass device) in _rules)
        {
            if (token.IsIn(userAgent))
            {
                return device;
            }
        }

        return Mobile.IsIn(userAgent) ? OfMobile(os) : OfOther(os);
    }

    private static DeviceClass OfMobile(string? os) => os is "Windows" or "macOS" or "ChromeOS" ? DeviceClass.Desktop : DeviceClass.Phone;

    private static DeviceClass? OfOther(string? os) => os switch
    {
        "Android" or "HarmonyOS" or "Fire OS" => DeviceClass.Tablet,
        "Windows" or "macOS" or "ChromeOS" or "Linux" or "FreeBSD" or "OpenBSD" or "NetBSD" or "Solaris" or "Haiku" or "OS/2" => DeviceClass.Desktop,
        "Windows Mobile" or "Firefox OS" or "Sailfish OS" or "MeeGo" or "Maemo" => DeviceClass.Phone,
        _ => null,
    };
}
