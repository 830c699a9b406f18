using System.Collections.Frozen;

namespace Footfall.Enrich;

/// <summary>A brand of <c>Sec-CH-UA</c> that we know; all others are ignored, with them the made-up ones that keep readers honest.</summary>
/// <param name="Name">The browser as <c>browsers.tsv</c> names it.</param>
/// <param name="VersionParts">1 or 2.</param>
internal sealed record ClientHintBrand(string Name, int VersionParts = 1)
{
    /// <summary>What Chromium-based browsers have in common; a brand of its own takes precedence.</summary>
    public const string Chrome = "Chrome";

    /// <summary>Chrome without a window, which its User-Agent may hide.</summary>
    public const string Headless = "Headless Chrome";

    private static readonly FrozenDictionary<string, ClientHintBrand> Brands = new Dictionary<string, ClientHintBrand>
    {
        ["Google Chrome"] = new(Chrome),
        ["HeadlessChrome"] = new(Headless),
        ["Android WebView"] = new("Android WebView"),
        ["Microsoft Edge"] = new("Edge"),
        ["Opera"] = new("Opera"),
        ["OperaMobile"] = new("Opera"),
        ["Opera GX"] = new("Opera GX"),
        ["Brave"] = new("Brave"),
        ["Vivaldi"] = new("Vivaldi", 2),
        ["YaBrowser"] = new("Yandex Browser"),
        ["Yandex"] = new("Yandex Browser"),
        ["Samsung Internet"] = new("Samsung Internet", 2),
        ["DuckDuckGo"] = new("DuckDuckGo"),
        ["Whale"] = new("Whale"),
        ["HuaweiBrowser"] = new("Huawei Browser"),
        ["Oculus Browser"] = new("Meta Quest Browser"),
        ["Avast Secure Browser"] = new("Avast Secure Browser"),
        ["AVG Secure Browser"] = new("AVG Secure Browser"),
        ["CCleaner Browser"] = new("CCleaner Browser"),
        ["Avira Secure Browser"] = new("Avira Secure Browser"),
        ["Norton Private Browser"] = new("Norton Browser"),
        ["Norton Secure Browser"] = new("Norton Browser"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ClientHintBrand>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Brands.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Finds the brand that says most: a browser's own, then Chrome.</summary>
    /// <param name="header">A list of brands.</param>
    /// <param name="version">Its version, in the form of <see cref="Agent.BrowserVersion"/>; null when the list has none.</param>
    /// <returns>Null without a known brand, and for a malformed list.</returns>
    public static ClientHintBrand? Find(ReadOnlySpan<char> header, out string? version)
    {
        ClientHintBrand? found = null;
        ReadOnlySpan<char> text = [];
        var list = new StructuredList(header);
        while (list.TryRead(out ReadOnlySpan<char> value, out ReadOnlySpan<char> itsVersion))
        {
            if (Lookup.TryGetValue(value, out ClientHintBrand? brand) && found is null or { Name: Chrome })
            {
                found = brand;
                text = itsVersion;
            }
        }

        found = list.IsMalformed ? null : found;
        version = found is null ? null : AgentVersion.Read(text, found.VersionParts);
        return found;
    }
}
