using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Stats;

/// <summary>Checks the guarantee: every 202 is counted once, everything else at most once, and all queries agree.</summary>
internal static class ExactCounts
{
    /// <summary>Waits until the queue holds nothing of the sites, then compares what was sent with the store and the statistics.</summary>
    public static async Task AssertAsync(Installation footfall, Tally tally)
    {
        IReadOnlyList<SentEvent> stored = await AssertStoredAsync(footfall, tally);
        await AssertStatsAsync(footfall.Gateway, tally.Sites, stored);
    }

    /// <summary>Waits likewise, then compares with the store alone.</summary>
    /// <returns>The stored events.</returns>
    public static async Task<IReadOnlyList<SentEvent>> AssertStoredAsync(Installation footfall, Tally tally)
    {
        await footfall.Queue.WaitUntilEmptyAsync(tally.Sites);
        StoredEvents store = footfall.Store;
        string[] sites = [.. tally.Sites];
        Dictionary<(string Site, string User), long> rows = await store.CountByUserAsync(sites);
        SentEvent[] lost = [.. tally.Accepted.Where(sent => !rows.ContainsKey((sent.Site, sent.User!)))];
        long doubled = rows.Values.Sum(count => count - 1);
        Assert.True(
            lost.Length == 0 && doubled == 0,
            $"lost {lost.Length}, doubled {doubled} of {tally.Accepted.Count} accepted events ({tally}); first lost: {lost.FirstOrDefault()}");

        SentEvent[] stored = [.. tally.Accepted.Concat(tally.Unconfirmed.Where(sent => rows.ContainsKey((sent.Site, sent.User!))))];
        Assert.Equal(stored.Length, rows.Count);
        Dictionary<string, long> counters = await store.StoredBySiteAsync(sites);
        foreach (IGrouping<string, SentEvent> site in stored.GroupBy(sent => sent.Site))
        {
            Assert.Equal(site.Count(), counters[site.Key]);
        }

        return stored;
    }

    /// <summary>Retries, because for a second a grain may answer as of before its last commit elsewhere.</summary>
    private static Task AssertStatsAsync(GatewayClient gateway, IEnumerable<string> sites, IReadOnlyList<SentEvent> stored)
    {
        ILookup<string, SentEvent> bySite = stored.ToLookup(sent => sent.Site);
        return Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (site, _) =>
        {
            string expected = ExpectedStats.Json(site, null, bySite[site]);
            await Eventually.GetAsync(
                $"statistics {expected}", () => gateway.GetStatsAsync(site), answer => answer.Status == 200 && ExpectedStats.Normalize(answer.Body) == expected);
        });
    }
}
