using System.Globalization;
using System.Text.Json;
using Footfall.Dev.Processes;
using Footfall.Torture.Load;

namespace Footfall.Torture.Verification;

/// <summary>Compares the statistics of every site with its rows.</summary>
internal static class StatisticsCheck
{
    private const int Connections = 8;

    /// <summary>The time within which a response may be from before the last commit.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(10);

    /// <returns>The differences, one line per site.</returns>
    public static async Task<IReadOnlyList<string>> FindWrongAsync(Uri gateway, IReadOnlyDictionary<string, IReadOnlyList<SentEvent>> sites)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var wrong = new List<string>();
        await Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (site, cancellation) =>
        {
            string expected = Count(site.Value);
            string answer = "";
            if (!await Poll.UntilAsync(async token => (answer = await AskAsync(http, site.Key, token)) == expected, RetryTimeout, cancellation))
            {
                lock (wrong)
                {
                    wrong.Add($"statistics of {site.Key}: {answer}; its rows: {expected}");
                }
            }
        });
        return wrong;
    }

    private static string Count(IReadOnlyList<SentEvent> events)
    {
        SentEvent[] people = [.. events.Where(sent => !sent.Visitor.IsBot)];
        SentEvent[] views = [.. people.Where(sent => sent.Type == "page_view")];
        int users = people.Select(sent => sent.Visitor.UserId).OfType<string>().Distinct().Count();
        IEnumerable<string> paths = views.CountBy(sent => sent.Path)
            .OrderByDescending(path => path.Value).ThenBy(path => path.Key, StringComparer.Ordinal)
            .Select(path => string.Create(CultureInfo.InvariantCulture, $"{path.Value} of {path.Key}"));
        return string.Create(CultureInfo.InvariantCulture, $"{views.Length} views, {users} users, {string.Join(", ", paths)}");
    }

    private static async Task<string> AskAsync(HttpClient http, string site, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await http.GetAsync($"/api/stats?site_id={Uri.EscapeDataString(site)}", cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            return $"{(int)response.StatusCode} {body}";
        }

        using JsonDocument stats = JsonDocument.Parse(body);
        JsonElement root = stats.RootElement;
        IEnumerable<string> paths = root.GetProperty("top_paths").EnumerateArray().Select(path => $"{path.GetProperty("views")} of {path.GetProperty("path")}");
        return $"{root.GetProperty("total_views")} views, {root.GetProperty("unique_users")} users, {string.Join(", ", paths)}";
    }
}
