namespace Footfall.Days;

/// <summary>The paths with most of something.</summary>
internal static class PathRanking
{
    private const int Count = 10;

    /// <summary>Returns at most ten paths, those with most first, ties by path (bytewise). A path that is there twice counts as one.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Top(IEnumerable<KeyValuePair<string, long>> paths) => paths
        .GroupBy(path => path.Key, StringComparer.Ordinal)
        .Select(path => KeyValuePair.Create(path.Key, path.Sum(count => count.Value)))
        .OrderByDescending(path => path.Value)
        .ThenBy(path => path.Key, Utf8Order.Instance)
        .Take(Count);
}
