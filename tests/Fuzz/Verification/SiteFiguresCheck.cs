using System.Globalization;
using System.Text.Json;
using Footfall.Fuzz.Conversations;
using Footfall.Fuzz.Model;

namespace Footfall.Fuzz.Verification;

/// <summary>Compares the statistics and the ledger of every site with its rows.</summary>
internal sealed class SiteFiguresCheck(Uri gateway) : IDisposable
{
    private const int Connections = 8;

    private readonly HttpClient _http = new() { BaseAddress = gateway };

    public void Dispose() => _http.Dispose();

    /// <param name="stored">The rows of the sites.</param>
    /// <param name="people">Those of them that no bot sent.</param>
    /// <param name="book">The expected events, including those erased.</param>
    /// <returns>The faults, one line per response.</returns>
    public async Task<IReadOnlyList<string>> FindWrongAsync(IReadOnlyDictionary<string, List<ModelRow>> stored, IReadOnlyDictionary<string, List<ModelRow>> people, ExpectedEvents book)
    {
        IEnumerable<(string Key, List<ModelRow> Value)> sites = stored.Keys
            .Union(book.Sites.Where(site => site.Value.Erased.Count > 0).Select(site => site.Key))
            .Select(site => (site, stored.GetValueOrDefault(site) ?? []));
        var wrong = new List<string>();
        await Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (site, cancellation) =>
        {
            foreach (string? fault in (string?[])[await CheckStatisticsAsync(site.Key, people.GetValueOrDefault(site.Key) ?? []), await CheckLedgerAsync(site.Key, site.Value.Count, book.Sites.GetValueOrDefault(site.Key))])
            {
                if (fault is not null)
                {
                    lock (wrong)
                    {
                        wrong.Add($"{JsonSerializer.Serialize(site.Key)}: {fault}");
                    }
                }
            }
        });
        return wrong;
    }

    private async Task<string?> CheckStatisticsAsync(string site, List<ModelRow> rows)
    {
        using JsonDocument answer = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"/api/stats?site_id={Uri.EscapeDataString(site)}", UriKind.Relative)));
        JsonElement stats = answer.RootElement;
        List<ModelRow> views = [.. rows.Where(row => row.Type == "page_view")];
        Dictionary<string, int> paths = views.Where(row => row.Path is not null).CountBy(row => row.Path!).ToDictionary();
        string expected = string.Create(
            CultureInfo.InvariantCulture,
            $"{views.Count} views, {rows.Where(row => row.User is not null).Select(row => row.User).Distinct().Count()} users, {string.Join(' ', paths.Values.OrderDescending().Take(10))}");
        JsonElement[] top = [.. stats.GetProperty("top_paths").EnumerateArray()];
        string told = string.Create(
            CultureInfo.InvariantCulture,
            $"{stats.GetProperty("total_views")} views, {stats.GetProperty("unique_users")} users, {string.Join(' ', top.Select(path => path.GetProperty("views").GetInt32()))}");
        return stats.GetProperty("site_id").GetString() != site ? $"its statistics are those of {stats.GetProperty("site_id")}"
            : told != expected ? $"its statistics are {told}, its rows {expected}"
            : top.All(path => paths.GetValueOrDefault(path.GetProperty("path").GetString()!) == path.GetProperty("views").GetInt32()) ? null
            : "the views of a path are not those of its rows";
    }

    private async Task<string?> CheckLedgerAsync(string site, int rows, SitePage? page)
    {
        // No URL can address it: RFC 3986, section 5.2.4.
        if (site is "." or "..")
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"/api/sites/{Uri.EscapeDataString(site)}/ledger", UriKind.Relative)));
        JsonElement ledger = answer.RootElement;
        long Of(string name) => ledger.GetProperty(name).GetInt64();
        long settled = Of("stored") + Of("duplicates") + Of("dead") + Of("queued") + Of("erased") + ledger.GetProperty("refused").EnumerateObject().Sum(reason => reason.Value.GetInt64());
        return ledger.GetProperty("site_id").GetString() == site && Of("stored") == rows && Of("received") == settled
            && IsRight(Of("erased"), site, page) && (Of("dead") == 0 || site.StartsWith(DamagedQueue.SitePrefix, StringComparison.Ordinal))
            ? null
            : $"its ledger is {ledger}, its rows are {rows}, and {page?.Erased.Count ?? 0} were erased";
    }

    /// <summary>Checks that only requested erasures happened; of those with an unknown outcome, only the maximum is known.</summary>
    private static bool IsRight(long erased, string site, SitePage? page) =>
        page is not null && site.StartsWith(ErasureInput.SitePrefix, StringComparison.Ordinal)
            ? erased >= page.Erased.Count && erased <= page.Erased.Count + page.Maybe.Count
            : erased == 0;
}
