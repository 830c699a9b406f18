using System.Collections.Immutable;

namespace Footfall.Dev.Commands;

/// <summary>A site's statistics, as returned by the gateway or as computed from the events.</summary>
internal sealed record SiteStatistics(long TotalViews, long UniqueUsers, ImmutableArray<PathCount> TopPaths)
{
    private const int TopCount = 10;

    /// <summary>Returns the statistics that the gateway must return once it has counted the events.</summary>
    public static SiteStatistics Of(IReadOnlyCollection<SiteEvent> events)
    {
        var views = events.Where(e => e.EventType == "page_view").ToList();
        return new SiteStatistics(
            views.Count,
            events.Select(e => e.UserId).Distinct(StringComparer.Ordinal).Count(),
            [.. views
                .CountBy(e => e.Path)
                .OrderByDescending(path => path.Value)
                .ThenBy(path => path.Key, StringComparer.Ordinal)
                .Take(TopCount)
                .Select(path => new PathCount(path.Key, path.Value))]);
    }

    public bool Equals(SiteStatistics? other) => other is not null
        && TotalViews == other.TotalViews && UniqueUsers == other.UniqueUsers && TopPaths.SequenceEqual(other.TopPaths);

    public override int GetHashCode() => HashCode.Combine(TotalViews, UniqueUsers, TopPaths.Length);

    public override string ToString() =>
        $"{TotalViews} views, {UniqueUsers} users, top paths: {string.Join(", ", TopPaths.Select(path => $"{path.Path} {path.Views}"))}";
}
