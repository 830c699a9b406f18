using System.Text.Json;
using Footfall.Cluster;

namespace Footfall.Operator;

/// <summary>Queries over many sites: parsed from a request, and executed.</summary>
internal static class SiteQueries
{
    private const int MaxSites = 200;
    private const int DefaultSites = 50;

    private static readonly Dictionary<string, SiteSort> Sorts =
        Enum.GetValues<SiteSort>().ToDictionary(sort => JsonNamingPolicy.SnakeCaseLower.ConvertName(sort.ToString()));

    /// <summary>Parses a query; returns what is wrong with it, or null.</summary>
    public static string? TryRead(string? search, string? sort, string? direction, int? offset, int? limit, out SiteQuery query)
    {
        query = new SiteQuery("", SiteSort.Rate, true, 0, DefaultSites);
        var by = SiteSort.Rate;
        if (!string.IsNullOrEmpty(sort) && !Sorts.TryGetValue(sort, out by))
        {
            return $"sort must be one of {string.Join(", ", Sorts.Keys)}";
        }

        if (direction is not (null or "" or "asc" or "desc"))
        {
            return "direction must be asc or desc";
        }

        if (offset is < 0)
        {
            return "offset must not be negative";
        }

        if (limit is < 1 or > MaxSites)
        {
            return $"limit must be between 1 and {MaxSites}";
        }

        bool isDescending = string.IsNullOrEmpty(direction) ? by != SiteSort.SiteId : direction == "desc";
        query = new SiteQuery(search ?? "", by, isDescending, offset ?? 0, limit ?? DefaultSites);
        return null;
    }

    /// <summary>Executes a query; null when the silos, PostgreSQL or Redis do not respond.</summary>
    public static Task<SitePage?> CallAsync(SiteClient sites, SiteQuery query) =>
        sites.CallGrainAsync(grains => grains.GetGrain<ISiteIndexGrain>(0).GetPage(query));
}
