using System.Collections.Immutable;

namespace Footfall.Wire;

/// <summary>
/// The fields of an event, in the order of fault reports, encoding and columns.
/// The HTTP check, the queue's encoding and the COPY all use this list.
/// </summary>
public static class EventSchema
{
    /// <summary>Number of fields; sizes <see cref="FieldSlots"/>.</summary>
    public const int FieldCount = 31;

    /// <summary>The bits of all fields.</summary>
    public const uint AllFields = uint.MaxValue >> (32 - FieldCount);

    /// <summary>The most milliseconds of engagement in one event: a day.</summary>
    private const int MaxEngagedMs = 24 * 60 * 60 * 1000;

    /// <summary>Maximum length of the names that the gateway's own tables give.</summary>
    private const int MaxName = 100;

    /// <summary>Index in this array = value of <see cref="EventField"/>. The fields of one attribute set are neighbours.</summary>
    public static readonly ImmutableArray<EventFieldRule> Fields =
    [
        new(EventField.EventType, "event_type", MaxLength: 100, SinceVersion: 1) { Required = true },
        new(EventField.Path, "path", MaxLength: 1000, SinceVersion: 1),
        new(EventField.UserId, "user_id", MaxLength: 255, SinceVersion: 1),
        new(EventField.EventId, "event_id", MaxLength: 64, SinceVersion: 2) { Storage = FieldStorage.None },
        new(EventField.Visitor, "visitor", VisitorText.Length, SinceVersion: 4) { Storage = FieldStorage.Typed, Form = FieldForm.Visitor, IsDerived = true },
        Page(EventField.Hostname, "hostname", 255),
        Page(EventField.Title, "title", 500),
        Origin(EventField.Referrer, "referrer", 2000),
        Origin(EventField.Source, "source", 255) with { IsDerived = true },
        Origin(EventField.Channel, "channel", MaxName) with { IsDerived = true },
        Origin(EventField.UtmSource, "utm_source", 255),
        Origin(EventField.UtmMedium, "utm_medium", 255),
        Origin(EventField.UtmCampaign, "utm_campaign", 255),
        Origin(EventField.UtmContent, "utm_content", 255),
        Origin(EventField.UtmTerm, "utm_term", 255),
        Origin(EventField.ClickId, "click_id", MaxName) with { IsDerived = true },
        Client(EventField.Browser, "browser", MaxName),
        Client(EventField.BrowserVersion, "browser_version", MaxName),
        Client(EventField.Os, "os", MaxName),
        Client(EventField.OsVersion, "os_version", MaxName),
        Client(EventField.Device, "device", MaxName),
        Client(EventField.Language, "language", 35) with { IsDerived = false },
        Client(EventField.Country, "country", 2),
        Client(EventField.Region, "region", 200),
        Client(EventField.City, "city", 200),
        Client(EventField.Bot, "bot", 200),
        new(EventField.Props, "props", PropsText.MaxLength, SinceVersion: 4) { Storage = FieldStorage.PropsSet, Form = FieldForm.Props },
        new(EventField.Revenue, "revenue", Revenue.MaxLength, SinceVersion: 4) { Storage = FieldStorage.Typed, Form = FieldForm.Revenue },
        Number(EventField.EngagedMs, "engaged_ms", MaxEngagedMs - 1),
        Number(EventField.Scroll, "scroll", 100),
        Number(EventField.ScreenWidth, "screen_width", 1_000_000),
    ];

    /// <summary>The bits of the fields without which an event is refused.</summary>
    public static readonly uint RequiredFields = Fields.Where(rule => rule.Required).Aggregate(0u, (mask, rule) => mask | (1u << (int)rule.Field));

    /// <summary>The fields that are text columns, in the order of the COPY.</summary>
    public static readonly ImmutableArray<EventFieldRule> Columns = [.. Fields.Where(rule => rule.Storage == FieldStorage.Text)];

    /// <summary>The groups of fields whose texts are stored once per site, in attribute sets.</summary>
    public static readonly ImmutableArray<AttributeGroup> Groups =
    [
        new("page", FieldStorage.PageSet, Fields),
        new("origin", FieldStorage.OriginSet, Fields),
        new("client", FieldStorage.ClientSet, Fields),
        new("props", FieldStorage.PropsSet, Fields),
    ];

    /// <summary>The bits of the fields of <see cref="Groups"/>, as in the queue's encoding.</summary>
    public static readonly uint AttributeFields = Groups.Aggregate(0u, (mask, group) => mask | group.Mask);

    /// <summary>The bits of the fields that have no text column: those of <see cref="Groups"/>, and those with a column of another type.</summary>
    public static readonly uint DetailFields =
        Fields.Where(rule => rule.Storage == FieldStorage.Typed).Aggregate(AttributeFields, (mask, rule) => mask | (1u << (int)rule.Field));

    /// <summary>The earliest and the latest time that the table accepts, in microseconds since 1970 UTC.</summary>
    public static readonly long MinTimestamp = EventTime.FromDateTime(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    /// <inheritdoc cref="MinTimestamp"/>
    public static readonly long MaxTimestamp = EventTime.FromDateTime(new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)) - 1;

    private static EventFieldRule Page(EventField field, string name, int maxLength) =>
        new(field, name, maxLength, SinceVersion: 4) { Storage = FieldStorage.PageSet };

    private static EventFieldRule Origin(EventField field, string name, int maxLength) =>
        new(field, name, maxLength, SinceVersion: 4) { Storage = FieldStorage.OriginSet };

    private static EventFieldRule Client(EventField field, string name, int maxLength) =>
        new(field, name, maxLength, SinceVersion: 4) { Storage = FieldStorage.ClientSet, IsDerived = true };

    private static EventFieldRule Number(EventField field, string name, int max) =>
        new(field, name, MaxLength: 10, SinceVersion: 4) { Storage = FieldStorage.Typed, Form = FieldForm.Number, MaxNumber = max };
}
