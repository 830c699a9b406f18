namespace Footfall.Days;

/// <summary>A stored event, whose attribute sets are numbers.</summary>
internal readonly record struct EventRow(
    long Time, long? Visitor, string? UserId, string EventType, string? Path, int? Page, int? Origin, int? Client, int? Props,
    int? EngagedMs, short? Scroll, int? ScreenWidth, long? Revenue, string? Currency, bool IsBot)
{
    /// <summary>Returns the event with the texts of its sets.</summary>
    /// <param name="texts">The texts by their numbers. Rows of a month that was detached may name texts that are gone.</param>
    public DayEvent With(IReadOnlyDictionary<int, string> texts) => new(
        Time, UserId, Visitor, EventType, Path, TextOf(Page, texts), TextOf(Origin, texts), TextOf(Client, texts), TextOf(Props, texts),
        EngagedMs, Scroll, ScreenWidth, Revenue, Currency, IsBot);

    private static string? TextOf(int? set, IReadOnlyDictionary<int, string> texts) => set is { } id ? texts.GetValueOrDefault(id) : null;
}
