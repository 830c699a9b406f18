using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Footfall.Collect;

/// <summary>An event as posted. Documents the body for OpenAPI; <see cref="EventParser"/> parses the actual body.</summary>
internal sealed record EventRequest
{
    [Required, MaxLength(255), Description("Any text, compared byte by byte")]
    public required string SiteId { get; init; }

    [Required, MaxLength(100), Description("page_view events are views; engagement events say how a page was used, and are no events of their own")]
    public required string EventType { get; init; }

    [Required, Description("Date, or date and time, in ISO 8601 or RFC 3339; UTC without an offset; at most 24 hours ahead and 10 years back")]
    public required DateTimeOffset Timestamp { get; init; }

    [MaxLength(1000), Description("By default the path of url")]
    public string? Path { get; init; }

    [MaxLength(255), Description("The visitor, for ever; without it, the visitor of a day is derived from what describes the visitor")]
    public string? UserId { get; init; }

    [MaxLength(64), Description("A repeated id of the site within the window (24 hours) is acknowledged and stored once")]
    public string? EventId { get; init; }

    [MaxLength(255), Description("By default the host of url")]
    public string? Hostname { get; init; }

    [MaxLength(500), Description("The title of the page")]
    public string? Title { get; init; }

    [MaxLength(2000), Description("Address of the page or app from which the visitor came; host and path are kept")]
    public string? Referrer { get; init; }

    [MaxLength(255), Description("By default the tag of url")]
    public string? UtmSource { get; init; }

    [MaxLength(255), Description("By default the tag of url")]
    public string? UtmMedium { get; init; }

    [MaxLength(255), Description("By default the tag of url")]
    public string? UtmCampaign { get; init; }

    [MaxLength(255), Description("By default the tag of url")]
    public string? UtmContent { get; init; }

    [MaxLength(255), Description("By default the tag of url")]
    public string? UtmTerm { get; init; }

    [MaxLength(35), Description("Tag of BCP 47, such as de-AT; what is none is left out")]
    public string? Language { get; init; }

    [Description("Flat object of at most 30 keys of 1 to 300 characters, whose values are strings of at most 2000 characters, numbers, or booleans; keys with null are left out")]
    public IReadOnlyDictionary<string, JsonElement>? Props { get; init; }

    [Description("What the event earned")]
    public RevenueRequest? Revenue { get; init; }

    [Range(0, 86_399_999), JsonNumberHandling(JsonNumberHandling.Strict), Description("Milliseconds for which the visitor used the page")]
    public int? EngagedMs { get; init; }

    [Range(0, 100), JsonNumberHandling(JsonNumberHandling.Strict), Description("How much of the page was seen, in percent of its height")]
    public int? Scroll { get; init; }

    [Range(0, 1_000_000), JsonNumberHandling(JsonNumberHandling.Strict), Description("Width of the screen in pixels")]
    public int? ScreenWidth { get; init; }

    [MaxLength(2000), Description("Full address of the page, at most 2000 bytes; gives path, hostname and tags where they are not sent, and is not stored")]
    public string? Url { get; init; }

    [MaxLength(45), Description("IPv4 or IPv6 address of the visitor for whom a server speaks; not stored")]
    public string? Ip { get; init; }

    [MaxLength(2000), Description("User-Agent of the visitor for whom a server speaks; not stored")]
    public string? UserAgent { get; init; }

    [MaxLength(2000), Description("Accept-Language of the visitor for whom a server speaks; not stored")]
    public string? AcceptLanguage { get; init; }

    [Description("The page's navigator.webdriver: whether a program drives the browser; not stored")]
    public bool? Automated { get; init; }
}

/// <summary>What an event earned.</summary>
internal sealed record RevenueRequest
{
    [Required, Description("Decimal of at most 15 digits before the point and 3 behind it, as a number or a string; negative for what was paid back")]
    public required decimal Amount { get; init; }

    [Required, MinLength(3), MaxLength(3), Description("Three letters of ISO 4217, such as EUR")]
    public required string Currency { get; init; }
}

/// <summary>The response to an accepted event. Documents <see cref="EventAccepted"/>.</summary>
internal sealed record EventResponse(bool Success, string Message);
