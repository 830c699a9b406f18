using Footfall.Stats;

namespace Footfall.Days;

/// <summary>Counts people's views, users and paths of a day, as the statistics of UTC days have them: users are those of events of every type.</summary>
public static class DayViews
{
    /// <param name="siteId">The site.</param>
    /// <param name="day">The day, in the site's time zone.</param>
    /// <param name="parts">All parts of the day.</param>
    public static SiteStats Count(string siteId, DateOnly day, IEnumerable<DaySegment> parts)
    {
        long views = 0;
        var users = new HashSet<string>(StringComparer.Ordinal);
        var paths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (DayEvent item in parts.SelectMany(part => part.Events).Where(item => !item.IsBot))
        {
            if (item.UserId is not null)
            {
                users.Add(item.UserId);
            }

            if (item.EventType == Visits.ViewType)
            {
                views++;
                if (item.Path is { } path)
                {
                    paths[path] = paths.GetValueOrDefault(path) + 1;
                }
            }
        }

        return new SiteStats(siteId, day, views, users.Count, [.. PathRanking.Top(paths).Select(path => new PathViews(path.Key, path.Value))]);
    }
}
