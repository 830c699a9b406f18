using System.Text.Unicode;

namespace Footfall.Enrich;

/// <summary>
/// Says who sent a request, by its User-Agent and client hints, and whether it is a program. A pure function of the headers: the cache in
/// front only makes it fast. Thread-safe. Making one compiles regular expressions, so there is one for the process.
/// </summary>
/// <param name="capacity">How many different headers are remembered.</param>
internal sealed class AgentClassifier(int capacity = AgentClassifier.DefaultCapacity)
{
    /// <summary>A busy site sees some thousand different headers a day.</summary>
    private const int DefaultCapacity = 20_000;

    private readonly UserAgentParser _parser = new();
    private readonly BotClassifier _bots = new();
    private readonly AgentCache _cache = new(capacity);

    /// <summary>Classifies headers; allocates nothing for those that were seen before.</summary>
    public Agent Classify(in AgentHeaders headers)
    {
        ReadOnlySpan<char> key = headers.WriteKey(stackalloc char[AgentHeaders.MaxKeyLength]);
        Agent? agent = _cache.Find(key);
        if (agent is null)
        {
            agent = ClassifyAnew(headers);
            _cache.Add(key.ToString(), agent);
        }

        return agent;
    }

    /// <summary>Classifies the User-Agent of an event whose sender speaks for a visitor.</summary>
    /// <param name="userAgent">In UTF-8; invalid bytes become U+FFFD.</param>
    public Agent Classify(ReadOnlySpan<byte> userAgent)
    {
        Span<char> text = stackalloc char[AgentHeaders.MaxUserAgentLength];
        Utf8.ToUtf16(userAgent, text, out _, out int length);
        return Classify(new AgentHeaders { UserAgent = text[..length] });
    }

    /// <summary>Classifies without the cache.</summary>
    public Agent ClassifyAnew(in AgentHeaders headers)
    {
        Agent agent = ClientHints.Refine(_parser.Parse(headers.UserAgent), headers);
        return agent with { Bot = _bots.Classify(headers, agent) };
    }
}
