namespace Footfall.Enrich;

/// <summary>Tells programs from people by their headers. <see cref="BotLayer"/> has the order of the layers.</summary>
internal sealed class BotClassifier
{
    private readonly KnownBots _known = KnownBots.Read(DataFile.Open("bots.tsv"));
    private readonly BotPattern _pattern = BotPattern.Read(DataFile.Open("isbot.txt"));

    /// <param name="headers">The request's headers.</param>
    /// <param name="agent">What they say about the browser.</param>
    public BotVerdict Classify(in AgentHeaders headers, Agent agent)
    {
        ReadOnlySpan<char> userAgent = headers.UserAgent.Trim();
        if (userAgent.IsEmpty)
        {
            return new BotVerdict(BotLayer.Headers, BotKind.Unknown, "no User-Agent");
        }

        KnownBot? known = _known.Find(userAgent);
        if (known is { Kind: not BotKind.Person })
        {
            return new BotVerdict(BotLayer.Pattern, known.Kind, known.Name);
        }

        if (known is null && _pattern.Find(userAgent) is { } expression)
        {
            return new BotVerdict(BotLayer.Pattern, BotKind.Unknown, "isbot: " + expression);
        }

        if (agent.Browser == ClientHintBrand.Headless)
        {
            return new BotVerdict(BotLayer.Headers, BotKind.Automation, "headless client hints");
        }

        return headers.LacksAcceptLanguage && SendsAcceptLanguage(agent)
            ? new BotVerdict(BotLayer.Headers, BotKind.Unknown, "no Accept-Language")
            : default;
    }

    /// <summary>Current browsers of computers, phones and tablets send it with every request; televisions and views of apps may not.</summary>
    private static bool SendsAcceptLanguage(Agent agent) =>
        agent.Device is DeviceClass.Desktop or DeviceClass.Phone or DeviceClass.Tablet
        && agent.Browser is "Chrome" or "Chromium" or "Firefox" or "Safari" or "Edge" or "Opera" or "Opera GX" or "Brave" or "Vivaldi"
            or "Samsung Internet" or "Yandex Browser" or "DuckDuckGo";
}
