using System.Collections.Immutable;
using System.Text;

namespace Footfall.Stats;

/// <summary>Statistics of people, computed in the plainest way.</summary>
internal static class NaiveStats
{
    public static SiteStats Of(string siteId, DateOnly? day, IEnumerable<TestEvent> events)
    {
        TestEvent[] within = [.. events.Where(item => !item.IsBot).Where(item => day is null || DateOnly.FromDateTime(item.At) == day)];
        TestEvent[] views = [.. within.Where(item => item.EventType == "page_view")];
        ImmutableArray<PathViews> top =
        [
            .. views.Where(view => view.Path is { Length: > 0 })
                .GroupBy(view => view.Path!)
                .Select(group => new PathViews(group.Key, group.Count()))
                .OrderByDescending(path => path.Views)
                .ThenBy(path => Convert.ToHexString(Encoding.UTF8.GetBytes(path.Path)), StringComparer.Ordinal)
                .Take(10),
        ];
        return new SiteStats(
            siteId, day, views.Length, within.Select(item => item.UserId).Where(user => user is { Length: > 0 }).Distinct(StringComparer.Ordinal).Count(), top);
    }
}
