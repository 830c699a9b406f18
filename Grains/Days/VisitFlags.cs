namespace Footfall.Days;

/// <summary>What an event is to its visitor's visits of the day; see <see cref="Visits"/>. An event of no visitor is in no visit.</summary>
[Flags]
internal enum VisitFlags : byte
{
    None = 0,

    /// <summary>The first event of its visitor on this day.</summary>
    FirstOfVisitor = 1,

    /// <summary>The first event of a visit, which an engagement may be.</summary>
    FirstOfVisit = 2,

    /// <summary>The last event of a visit, which an engagement may be.</summary>
    LastOfVisit = 4,

    /// <summary>A page view.</summary>
    View = 8,

    /// <summary>Says how long a page was looked at. It is no event of its own: it makes no visitor and no visit, but lasts.</summary>
    Engagement = 16,

    /// <summary>A bot's event. Bots and people are counted apart.</summary>
    Bot = 32,

    /// <summary>The visitor's first event that is no engagement: there are as many of these as visitors.</summary>
    CountsVisitor = 64,

    /// <summary>The visit's first event that is no engagement: there are as many of these as visits.</summary>
    CountsVisit = 128,
}
