using System.Globalization;
using System.Text.Json;

namespace Footfall.Integration.Days;

/// <summary>Figures as a test expects them in an answer.</summary>
/// <param name="Entries">Paths with the number of visits that began there.</param>
/// <param name="Exits">Paths with the number of visits that ended there.</param>
internal sealed record Figures(
    long Visitors, long Visits, long Views, long Events, long Bounces, double DurationSeconds, (string Path, long Visits)[] Entries, (string Path, long Visits)[] Exits)
{
    public static readonly Figures None = new(0, 0, 0, 0, 0, 0, [], []);

    /// <summary>Returns the whole answer.</summary>
    public static string Answer(string site, string timeZone, string from, string to, Figures total, params (string Date, Figures Figures)[] days) =>
        $$"""{"site_id":"{{site}}","time_zone":"{{timeZone}}","from":"{{from}}","to":"{{to}}","days":["""
        + string.Join(',', days.Select(day => $$$"""{"date":"{{{day.Date}}}",{{{day.Figures.ToJson()}}}}"""))
        + $"],\"total\":{{{total.ToJson()}}}}}";

    private string ToJson() => string.Create(
        CultureInfo.InvariantCulture,
        $""" "visitors":{Visitors},"visits":{Visits},"views":{Views},"events":{Events},"bounces":{Bounces},"duration_seconds":{DurationSeconds},"entries":[{ToJson(Entries)}],"exits":[{ToJson(Exits)}]""").Trim();

    private static string ToJson((string Path, long Visits)[] paths) =>
        string.Join(',', paths.Select(path => JsonSerializer.Serialize(new { path = path.Path, visits = path.Visits })));
}
