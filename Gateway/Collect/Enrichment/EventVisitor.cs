using System.Net;
using System.Text;
using Footfall.Enrich;

namespace Footfall.Collect;

/// <summary>What is known about the visitor of one event, from its request or from the event itself.</summary>
internal readonly ref struct EventVisitor
{
    /// <summary>Null if nothing describes the visitor's browser.</summary>
    public Agent? Agent { get; private init; }

    public IPAddress? Address { get; private init; }

    /// <summary>The visitor's <c>User-Agent</c>: of a page as text, of a program in UTF-8.</summary>
    public ReadOnlySpan<char> UserAgentText { get; private init; }

    /// <inheritdoc cref="UserAgentText"/>
    public ReadOnlySpan<byte> UserAgent { get; private init; }

    /// <summary>The header <c>Accept-Language</c>, in the same way.</summary>
    public ReadOnlySpan<char> AcceptLanguageText { get; private init; }

    /// <inheritdoc cref="AcceptLanguageText"/>
    public ReadOnlySpan<byte> AcceptLanguage { get; private init; }

    /// <summary>Whether there is anything by which the visitor is the same in another event.</summary>
    public bool IsKnown => Address is not null || !UserAgent.IsEmpty || !UserAgentText.IsEmpty;

    public static EventVisitor Of(in EventSender sender, in ParsedEvent parsed, ReadOnlySpan<byte> body, AgentClassifier agents)
    {
        if (sender.IsPage)
        {
            return new EventVisitor
            {
                Agent = sender.Agent,
                Address = sender.Address,
                UserAgentText = sender.UserAgent,
                AcceptLanguageText = sender.AcceptLanguage,
            };
        }

        if (!sender.SpeaksForVisitors)
        {
            return default;
        }

        ReadOnlySpan<byte> userAgent = parsed.UserAgent(body);
        return new EventVisitor
        {
            Agent = userAgent.IsEmpty ? null : agents.Classify(userAgent),
            Address = IPAddress.TryParse(parsed.Address(body), out IPAddress? address) ? address : null,
            UserAgent = userAgent,
            AcceptLanguage = parsed.AcceptLanguage(body),
        };
    }

    /// <summary>Returns a visitor of whom this much is known.</summary>
    public static EventVisitor Of(IPAddress? address, string? userAgent) => new() { Address = address, UserAgentText = userAgent };

    /// <summary>Returns the visitor's id under a salt.</summary>
    public ulong IdOf(in VisitorSalt salt, ReadOnlySpan<byte> siteId) => UserAgent.IsEmpty
        ? VisitorIds.Of(salt, siteId, Address, UserAgentText)
        : VisitorIds.Of(salt, siteId, Address, UserAgent);

    /// <summary>Writes the language of the visitor's browser; returns its length, 0 if it is unknown.</summary>
    /// <param name="destination">At least <see cref="LanguageTag.MaxBytes"/> long.</param>
    public int WriteLanguage(Span<byte> destination)
    {
        if (AcceptLanguage.IsEmpty)
        {
            return LanguageTag.WriteFirst(AcceptLanguageText, destination).Length;
        }

        Span<char> text = stackalloc char[AcceptLanguage.Length];
        return LanguageTag.WriteFirst(text[..Encoding.UTF8.GetChars(AcceptLanguage, text)], destination).Length;
    }
}
