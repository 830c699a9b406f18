namespace Footfall.Enrich;

/// <summary>
/// Refines what the User-Agent says by the client hints of Chromium (https://wicg.github.io/ua-client-hints). Where both name a product,
/// the User-Agent's is kept: an app that shows pages in a view of its own is more than the view.
/// </summary>
internal static class ClientHints
{
    /// <returns>The same agent when the hints add nothing, are malformed, or do not come from Chromium.</returns>
    public static Agent Refine(Agent agent, in AgentHeaders headers)
    {
        // Firefox and Safari send none: hints beside their names are those of a tool that changes one header only.
        if (!headers.UserAgent.Contains("Chrome/", StringComparison.Ordinal))
        {
            return agent;
        }

        return RefineVersion(RefineSystem(RefineBrowser(agent, headers), headers), headers);
    }

    private static Agent RefineBrowser(Agent agent, in AgentHeaders headers)
    {
        ClientHintBrand? brand = ClientHintBrand.Find(headers.FullVersions, out string? version) ?? ClientHintBrand.Find(headers.Brands, out version);
        if (brand is null)
        {
            return agent;
        }

        bool isPlain = agent.Browser is null or "Chrome" or "Chromium";
        return isPlain || agent.Browser == brand.Name ? agent with { Browser = brand.Name, BrowserVersion = version ?? agent.BrowserVersion } : agent;
    }

    private static Agent RefineSystem(Agent agent, in AgentHeaders headers)
    {
        bool isMobile = headers.Mobile.Trim(' ') is "?1";
        string? os = ReadPlatform(headers);

        // Samsung's and other vendors' pages "as for a computer": the User-Agent says Linux, the hint the truth.
        if (os is not null && (agent.Os is null || (agent.Os == "Linux" && os is "Android" or "ChromeOS")))
        {
            DeviceClass? device = os == "Android" ? (isMobile ? DeviceClass.Phone : DeviceClass.Tablet) : agent.Device ?? DeviceClass.Desktop;
            return agent with { Os = os, OsVersion = null, Device = device };
        }

        return agent.Device is null && isMobile ? agent with { Device = DeviceClass.Phone } : agent;
    }

    private static Agent RefineVersion(Agent agent, in AgentHeaders headers)
    {
        if (agent.Os is null || agent.Os != ReadPlatform(headers) || ReadText(headers.PlatformVersion) is not { IsEmpty: false } text)
        {
            return agent;
        }

        string? version = AgentVersion.Read(text, 2);
        string? name = agent.Os switch
        {
            "Windows" => WindowsVersions.OfHint(version),
            "macOS" or "Android" when version is not "0" => version,
            _ => null,
        };
        return name is null ? agent : agent with { OsVersion = name };
    }

    private static string? ReadPlatform(in AgentHeaders headers) => ReadText(headers.Platform) switch
    {
        "Windows" => "Windows",
        "macOS" => "macOS",
        "Android" => "Android",
        "Chrome OS" or "Chromium OS" => "ChromeOS",
        "Linux" => "Linux",
        _ => null,
    };

    /// <summary>Reads a header that is one text in quotes; empty for any other.</summary>
    private static ReadOnlySpan<char> ReadText(ReadOnlySpan<char> header)
    {
        var list = new StructuredList(header);
        return list.TryRead(out ReadOnlySpan<char> value, out _) && !list.TryRead(out _, out _) && !list.IsMalformed ? value : [];
    }
}
