namespace Footfall.Days;

/// <summary>Visitors and visits of a site by days.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="TimeZone">The time zone of the days.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Days">The days with events, ascending.</param>
/// <param name="Total">The figures of the range: visitors with a user id count once.</param>
internal sealed record DaysResponse(string SiteId, string TimeZone, DateOnly From, DateOnly To, IReadOnlyList<DayResponse> Days, FiguresResponse Total)
{
    public static DaysResponse Of(string siteId, DaysQuery query, DaysResult result) => new(
        siteId,
        result.TimeZone!,
        query.First,
        query.Last,
        [.. result.Days.Select(day => DayResponse.Of(day.Day, day.Figures))],
        FiguresResponse.Of(result.Total!));
}

/// <summary>Figures of visitors and visits; docs/analytics.md defines each.</summary>
internal sealed record FiguresResponse(
    long Visitors, long Visits, long Views, long Events, long Bounces, double DurationSeconds, IReadOnlyList<PathVisits> Entries, IReadOnlyList<PathVisits> Exits)
{
    public static FiguresResponse Of(VisitFigures figures) => new(
        figures.Visitors, figures.Visits, figures.Views, figures.Events, figures.Bounces, figures.Duration.TotalSeconds, figures.Entries, figures.Exits);
}

/// <summary>Figures of a day.</summary>
internal sealed record DayResponse(
    DateOnly Date, long Visitors, long Visits, long Views, long Events, long Bounces, double DurationSeconds, IReadOnlyList<PathVisits> Entries, IReadOnlyList<PathVisits> Exits)
{
    public static DayResponse Of(DateOnly day, VisitFigures figures) => new(
        day, figures.Visitors, figures.Visits, figures.Views, figures.Events, figures.Bounces, figures.Duration.TotalSeconds, figures.Entries, figures.Exits);
}
