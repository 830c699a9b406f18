using System.Text;
using System.Text.Json.Nodes;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Stats;

/// <summary>The statistics that follow from a list of events, computed in the slow and simple way.</summary>
internal static class ExpectedStats
{
    private const int Paths = 10;

    /// <summary>Returns the whole response of <c>/api/stats</c> in one line.</summary>
    public static string Json(string site, DateOnly? date, IEnumerable<SentEvent> events)
    {
        SentEvent[] matching = [.. events.Where(sent => sent.Site == site && (date is null || sent.Day == date))];
        JsonNode[] paths =
        [
            .. matching
                .Where(sent => sent is { IsView: true, Path: not null })
                .GroupBy(sent => sent.Path!)
                .OrderByDescending(path => path.Count())
                .ThenBy(path => Convert.ToHexString(Encoding.UTF8.GetBytes(path.Key)), StringComparer.Ordinal)
                .Take(Paths)
                .Select(path => new JsonObject { ["path"] = path.Key, ["views"] = path.Count() }),
        ];
        return new JsonObject
        {
            ["site_id"] = site,
            ["date"] = date?.ToString("yyyy-MM-dd"),
            ["total_views"] = matching.Count(sent => sent.IsView),
            ["unique_users"] = matching.Select(sent => sent.User).OfType<string>().Distinct().Count(),
            ["top_paths"] = new JsonArray(paths),
        }.ToJsonString();
    }

    /// <summary>Formats a response as <see cref="Json"/> does, keeping the order of its properties.</summary>
    public static string Normalize(string json) => JsonNode.Parse(json)!.ToJsonString();
}
