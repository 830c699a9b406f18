namespace Footfall.Days;

/// <summary>One event of a site, as its day knows it.</summary>
/// <param name="Time">Microseconds since 1970 in UTC.</param>
/// <param name="UserId">The user, who is the visitor; null or empty for none.</param>
/// <param name="Visitor">The cookieless visitor; of no meaning with a user.</param>
/// <param name="EventType">The type of the event.</param>
/// <param name="Path">The path; null or empty for none.</param>
/// <param name="Page">The text of the page's attribute set.</param>
/// <param name="Origin">The text of the origin's attribute set.</param>
/// <param name="Client">The text of the client's attribute set.</param>
/// <param name="Props">The text of the set of properties.</param>
/// <param name="EngagedMs">Milliseconds of engagement.</param>
/// <param name="Scroll">How far the page was scrolled, in percent.</param>
/// <param name="ScreenWidth">Pixels.</param>
/// <param name="Revenue">Thousandths of the currency's unit.</param>
/// <param name="Currency">The currency's code.</param>
/// <param name="IsBot">Whether a bot sent it. Bots are counted apart, so a visitor with both kinds of events is two.</param>
public readonly record struct DayEvent(
    long Time, string? UserId, long? Visitor, string EventType, string? Path, string? Page, string? Origin, string? Client, string? Props,
    int? EngagedMs, int? Scroll, int? ScreenWidth, long? Revenue, string? Currency, bool IsBot);
