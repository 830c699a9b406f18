namespace Footfall.Days;

/// <summary>Names one figure of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Bots">Whether it is of bots.</param>
/// <param name="Name">Its name, as in <see cref="DayDifference"/>.</param>
internal readonly record struct DayFigure(DateOnly Day, bool Bots, string Name)
{
    /// <summary>Names a figure of visits by a path.</summary>
    public static string NameOf(string figure, string? path) => path is null ? figure : $"{figure} {path}";

    /// <summary>Returns all figures of an answered day.</summary>
    public static IEnumerable<(DayFigure Figure, long Value)> Of(StoredDay day) => [.. Of(day.Day, bots: false, day.People), .. Of(day.Day, bots: true, day.Bots)];

    private static IEnumerable<(DayFigure Figure, long Value)> Of(DateOnly day, bool bots, DayTotals totals)
    {
        yield return (new DayFigure(day, bots, "visitors"), totals.Visitors);
        yield return (new DayFigure(day, bots, "users"), totals.Users.Count);
        yield return (new DayFigure(day, bots, "visits"), totals.Visits);
        yield return (new DayFigure(day, bots, "views"), totals.Views);
        yield return (new DayFigure(day, bots, "events"), totals.Events);
        yield return (new DayFigure(day, bots, "bounces"), totals.Bounces);
        yield return (new DayFigure(day, bots, "duration"), totals.DurationMicros);
        foreach ((string path, long visits) in totals.Entries)
        {
            yield return (new DayFigure(day, bots, NameOf("entries", path)), visits);
        }

        foreach ((string path, long visits) in totals.Exits)
        {
            yield return (new DayFigure(day, bots, NameOf("exits", path)), visits);
        }
    }
}
