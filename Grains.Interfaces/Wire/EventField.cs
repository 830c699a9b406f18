namespace Footfall.Wire;

/// <summary>
/// The fields of an event besides its site and time. The value is the field's bit in the queue's encoding and never changes
/// meaning; a new field takes the next one.
/// </summary>
public enum EventField
{
    EventType = 0,
    Path = 1,
    UserId = 2,
    EventId = 3,
    Visitor = 4,
    Hostname = 5,
    Title = 6,
    Referrer = 7,
    Source = 8,
    Channel = 9,
    UtmSource = 10,
    UtmMedium = 11,
    UtmCampaign = 12,
    UtmContent = 13,
    UtmTerm = 14,
    ClickId = 15,
    Browser = 16,
    BrowserVersion = 17,
    Os = 18,
    OsVersion = 19,
    Device = 20,
    Language = 21,
    Country = 22,
    Region = 23,
    City = 24,
    Bot = 25,
    Props = 26,
    Revenue = 27,
    EngagedMs = 28,
    Scroll = 29,
    ScreenWidth = 30,
}
