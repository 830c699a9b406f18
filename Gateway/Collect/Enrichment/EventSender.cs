using System.Net;
using Footfall.Enrich;

namespace Footfall.Collect;

/// <summary>
/// Who sent a request, and what that says about the visitors of its events. A page's request is its visitor's, so its headers and address
/// describe the visitor. A program speaks for visitors: its own headers and address say nothing about them.
/// </summary>
/// <remarks>Read once for a request, and never stored, logged or traced.</remarks>
internal readonly struct EventSender
{
    /// <summary>Whether a page sent the request: browsers add <c>Origin</c> or <c>Sec-Fetch-Site</c>, and nothing else does by itself.</summary>
    public bool IsPage { get; init; }

    /// <summary>Whether the fields <c>ip</c>, <c>user_agent</c> and <c>accept_language</c> of its events count; never for a page.</summary>
    public bool SpeaksForVisitors { get; init; }

    /// <summary>The page's visitor.</summary>
    public Agent? Agent { get; init; }

    /// <summary>The address of the page's visitor; null on a Unix socket.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The headers of the page's visitor; empty where absent.</summary>
    public string UserAgent { get; init; }

    public string AcceptLanguage { get; init; }

    public static bool IsOfPage(HttpRequest request) =>
        request.Headers.Origin.Count > 0 || request.Headers.ContainsKey("Sec-Fetch-Site");
}
