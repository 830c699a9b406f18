using System.Diagnostics;
using CsCheck;
using Footfall.Queue;

namespace Footfall.Operator;

public sealed class SiteIndexTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private static readonly Gen<string> Id = Gen.OneOf(
        Gen.Char["aAbB/é%"].Array[1, 3].Select(chars => new string(chars)), Gen.Int[0, 20].Select(number => $"Site-{number}"));

    private static readonly Gen<SiteCounters> Counted = Gen.Select(
        Id, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[-1, 3], Gen.Bool,
        (id, stored, duplicates, dead, refused, committed, paused) =>
            new SiteCounters(id, stored, duplicates, dead, refused, committed < 0 ? null : Start.AddSeconds(committed), paused));

    private static readonly Gen<(SiteCounters[] Counted, (string Id, int Events, int Age)[] Queue)> Refresh = Gen.Select(
        Counted.Array[0, 12], Gen.Select(Id, Gen.Int[1, 3], Gen.Int[0, 3]).Array[0, 6],
        (counted, queue) => (counted.DistinctBy(site => site.SiteId).ToArray(), queue.DistinctBy(site => site.Item1).ToArray()));

    private static readonly Gen<SiteQuery> Query = Gen.Select(
        Gen.OneOf(Gen.Const(""), Gen.Char["aAbBsS-1/É"].Array[1, 2].Select(chars => new string(chars))),
        Gen.Int[0, Enum.GetValues<SiteSort>().Length - 1].Select(sort => (SiteSort)sort), Gen.Bool, Gen.Int[0, 12], Gen.Int[1, 8],
        (search, sort, descending, offset, limit) => new SiteQuery(search, sort, descending, offset, limit));

    [Fact]
    public void Pages_AreThoseOfANaiveTable() => Gen.Select(Refresh.Array[1, 6], Query.Array[1, 6]).Sample((refreshes, queries) =>
    {
        var index = new SiteIndex();
        var naive = new NaiveSiteCountersReader();
        for (int i = 0; i < refreshes.Length; i++)
        {
            var at = TimeSpan.FromSeconds(i * 3);
            var backlog = new BacklogBySite(
                Start, refreshes[i].Queue.ToDictionary(site => site.Id, site => new QueuedEvents(site.Events, Start.AddSeconds(-site.Age))));
            index.Refresh(new SiteCountersSnapshot(Start, refreshes[i].Counted), backlog, Start + at, at);
            naive.Refresh(refreshes[i].Counted, backlog, at);
            foreach (SiteQuery query in queries)
            {
                SitePage page = index.Find(query);
                SitePage again = index.Find(query);
                (int found, SiteRow[] rows) = naive.Find(query);

                Assert.Equal((Start + at, naive.Count, found), (page.AsOf, page.Total, page.Found));
                Assert.Equal(rows, page.Sites);
                Assert.Equal(rows, again.Sites);
            }
        }
    });

    [Fact]
    public void Rate_IsKnownFromTheSecondLookOn_AndIsThatOfTheLastSeconds()
    {
        var index = new SiteIndex();
        double?[] rates = [.. Enumerable.Range(0, 20).Select(second =>
        {
            // Ten a second until the tenth second, then none.
            var site = new SiteCounters("a", 1000 + (Math.Min(second, 10) * 10), 0, 0, 0, null, false);
            index.Refresh(new SiteCountersSnapshot(Start, [site]), new BacklogBySite(Start, new Dictionary<string, QueuedEvents>()), Start, TimeSpan.FromSeconds(second));
            return index.Find(new SiteQuery("", SiteSort.Rate, true, 0, 1)).Sites[0].Rate;
        })];

        Assert.Null(rates[0]);
        Assert.All(rates[1..11], rate => Assert.Equal(10, rate));
        Assert.InRange(rates[13]!.Value, 1, 9);
        Assert.Equal(0, rates[19]);
    }

    [Fact]
    public void Site_ThatComesLater_HadNothingStoredBefore()
    {
        var index = new SiteIndex();
        var empty = new BacklogBySite(Start, new Dictionary<string, QueuedEvents>());
        index.Refresh(new SiteCountersSnapshot(Start, []), empty, Start, TimeSpan.Zero);
        index.Refresh(new SiteCountersSnapshot(Start, [new SiteCounters("new", 8, 0, 0, 0, Start, false)]), empty, Start, TimeSpan.FromSeconds(2));

        Assert.Equal(4, index.Find(new SiteQuery("", SiteSort.Rate, true, 0, 1)).Sites[0].Rate);
    }

    /// <summary>Generous for a busy machine: alone it takes about 15 ms, and a tenth of one again.</summary>
    [Fact]
    public void HundredThousandSites_AreSortedOnceForAllWhoAsk()
    {
        var index = new SiteIndex();
        var random = new Random(1);
        SiteCounters[] sites = [.. Enumerable.Range(0, 100_000).Select(i =>
            new SiteCounters($"site-{random.Next():x8}-{i}", random.Next(1000), 0, 0, random.Next(3), Start.AddSeconds(-random.Next()), false))];
        index.Refresh(new SiteCountersSnapshot(Start, sites), new BacklogBySite(Start, new Dictionary<string, QueuedEvents>()), Start, TimeSpan.Zero);
        var query = new SiteQuery("E-1", SiteSort.LastCommit, true, 2000, 50);
        index.Find(query with { Sort = SiteSort.Stored });

        // Compared with plain sorting, the minimum of several runs each: a busy machine slows both.
        TimeSpan sorting = Least(() => Array.Sort(Array.ConvertAll(sites, site => site.LastCommittedAt)));
        TimeSpan first = Least(() =>
        {
            index.Refresh(new SiteCountersSnapshot(Start, []), new BacklogBySite(Start, new Dictionary<string, QueuedEvents>()), Start, TimeSpan.Zero);
            index.Find(query);
        });
        TimeSpan again = Least(() => index.Find(query));

        Assert.True(first < 12 * sorting, $"a new order took {first.TotalMilliseconds} ms, sorting the times alone {sorting.TotalMilliseconds} ms");
        Assert.True(again < first / 3, $"a known order took {again.TotalMilliseconds} ms, a new one {first.TotalMilliseconds} ms");
    }

    private static TimeSpan Least(Action action) => Enumerable.Range(0, 5).Min(_ => Measure(action));

    private static TimeSpan Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }
}
