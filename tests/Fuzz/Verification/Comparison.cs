using System.Globalization;
using System.Text.Json;
using Footfall.Fuzz.Conversations;
using Footfall.Fuzz.Model;

namespace Footfall.Fuzz.Verification;

/// <summary>Compares the rows of every site with the responses to clients: each accepted event once, and only at its own site.</summary>
internal sealed class Comparison
{
    private const int MaxOfSite = 3;

    /// <summary>Prefixes of site ids that no damage can produce from another id.</summary>
    private static readonly string[] Prefixes = [ConversationInput.PlainPrefix, DamagedQueue.SitePrefix, ErasureInput.SitePrefix];

    private readonly List<string> _violations = [];

    private Comparison()
    {
    }

    /// <summary>The violations, one line per event.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public long Rows { get; private set; }

    public static Comparison Make(ExpectedEvents expected, IReadOnlyDictionary<string, List<ModelRow>> stored)
    {
        var comparison = new Comparison { Rows = stored.Values.Sum(rows => (long)rows.Count) };
        ILookup<bool, string> sites = expected.Sites.Keys.Union(stored.Keys).ToLookup(site => expected.Sites.ContainsKey(site) || Prefixes.Any(prefix => site.StartsWith(prefix, StringComparison.Ordinal)));
        foreach (string site in sites[true])
        {
            comparison.CompareSite(site, expected.Sites.GetValueOrDefault(site) ?? new SitePage([], [], []), stored.GetValueOrDefault(site) ?? []);
        }

        comparison.CompareWild(expected, [.. sites[false].Select(site => KeyValuePair.Create(site, stored[site]))]);
        return comparison;
    }

    private void CompareSite(string site, SitePage page, List<ModelRow> rows)
    {
        Dictionary<ModelRow, int> left = rows.CountBy(row => row).ToDictionary();
        bool Take(ModelEvent item)
        {
            int count = left.GetValueOrDefault(item.Row);
            left[item.Row] = count - 1;
            return count > 0;
        }

        List<ModelEvent> lost = [.. page.Accepted.Where(item => string.IsNullOrEmpty(item.Id) && !Take(item))];
        foreach (IGrouping<string?, ModelEvent> copies in page.Accepted.Where(item => !string.IsNullOrEmpty(item.Id)).GroupBy(item => item.Id))
        {
            ModelEvent? kept = copies.Concat(page.Maybe.Where(item => item.Id == copies.Key)).FirstOrDefault(item => left.GetValueOrDefault(item.Row) > 0);
            if (kept is null)
            {
                lost.Add(copies.First());
            }
            else
            {
                Take(kept);
            }
        }

        foreach (ModelEvent item in page.Maybe.Where(item => left.GetValueOrDefault(item.Row) > 0))
        {
            Take(item);
        }

        _violations.AddRange(lost.Take(MaxOfSite).Select(item => $"accepted, and not stored: {JsonSerializer.Serialize(item)}"));
        _violations.AddRange(left.Where(row => row.Value > 0).Take(MaxOfSite).Select(row => $"stored for {JsonSerializer.Serialize(site)}, and never accepted for it, or erased: {JsonSerializer.Serialize(row.Key)}"));
    }

    /// <summary>Checks only that at most as many rows as accepted are stored, because the events of damaged posts are unknown.</summary>
    private void CompareWild(ExpectedEvents expected, IReadOnlyList<KeyValuePair<string, List<ModelRow>>> sites)
    {
        long rows = sites.Sum(site => (long)site.Value.Count);
        if (rows > expected.Wild + (expected.MaybeWild * 1000))
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"{rows} rows of damaged posts, of which {expected.Wild} were accepted"));
        }

        _violations.AddRange(sites
            .Where(site => site.Key == BrokenInput.SmuggledSite)
            .Select(site => string.Create(CultureInfo.InvariantCulture, $"{site.Value.Count} events were smuggled in behind: {string.Join(", ", site.Value.Select(row => row.User).Distinct())}")));
    }
}
