using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Collect;

/// <summary>Compares many events of many sites, of every kind that the API accepts, down to the last one.</summary>
public sealed class ManySitesTests(Servers servers, ITestOutputHelper output)
{
    private const int Events = 20_000;
    private const int Sites = 300;

    /// <summary>Ids that a component on the way might trim, fold, split or mistake for its own.</summary>
    private static readonly string[] OddSites =
    [
        "many sites", " many", "many ", "many/slash", "many\\back", "{many}", "many{3}:ready", "many:colon::", "Many-Case", "many-case", "many\n\t", "many'\"--",
        "many%20%2F", "many?a=b&c=d#e", "many*[a-z]", "many🐝🐝", "many-é", "many-e\u0301", "много", "多", "\u202Emany", "many\u0001", "NULL", "0", "-1",
        "many" + new string('x', 251), string.Concat(Enumerable.Repeat("🐝", 127)) + "m", new string('多', 254) + "m",
    ];

    [Fact]
    public async Task Every_event_is_counted_under_its_site_path_user_and_day()
    {
        Installation footfall = await servers.SharedAsync();
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        SentEvent[] events = Make(new Random(seed));
        Tally tally = await Load.SendAsync(events, 48, footfall.Gateway);
        Assert.Equal(Events, tally.Accepted.Count);

        SentEvent[] expected = [.. events.Select(sent => sent.Stored)];
        string[] sites = [.. events.Select(sent => sent.Site).Distinct()];
        await Eventually.GetAsync("rows", () => footfall.Store.CountAsync(sites), count => count >= Events);
        await AssertRowsAsync(footfall.Store, sites, expected);
        await AssertAnswersAsync(footfall.Gateway, sites, expected);
    }

    private static async Task AssertRowsAsync(StoredEvents store, string[] sites, SentEvent[] events)
    {
        Dictionary<SentEvent, long> rows = await store.ReadAsync(
            """SELECT site_id, event_type, path, user_id, "timestamp", event_date, count(*) FROM events WHERE site_id = ANY($1) GROUP BY 1, 2, 3, 4, 5, 6""",
            row =>
            {
                var sent = new SentEvent(
                    row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetDateTime(4));
                Assert.Equal(sent.Day, row.GetFieldValue<DateOnly>(5));
                return KeyValuePair.Create(sent, row.GetInt64(6));
            },
            sites);
        Dictionary<SentEvent, long> expected = events.GroupBy(sent => sent).ToDictionary(same => same.Key, same => (long)same.Count());
        Assert.Empty(expected.Where(pair => rows.GetValueOrDefault(pair.Key) != pair.Value).Take(5));
        Assert.Equal(expected.Count, rows.Count);
    }

    private static async Task AssertAnswersAsync(GatewayClient gateway, string[] sites, SentEvent[] events)
    {
        ILookup<string, SentEvent> bySite = events.ToLookup(sent => sent.Site);
        IEnumerable<(string Site, DateOnly? Day)> questions = sites.Select(site => (site, (DateOnly?)null))
            .Concat(sites.Take(60).SelectMany(site => bySite[site].Select(sent => (DateOnly?)sent.Day).Distinct().Take(2).Select(day => (site, day))));
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (question, _) =>
        {
            GatewayResponse response = await gateway.GetStatsAsync(question.Site, question.Day);
            Assert.Equal(200, response.Status);
            Assert.Equal(ExpectedStats.Json(question.Site, question.Day, bySite[question.Site]), ExpectedStats.Normalize(response.Body));
        });
    }

    private static SentEvent[] Make(Random random)
    {
        string[] sites = [.. OddSites, .. Enumerable.Range(OddSites.Length, Sites - OddSites.Length).Select(number => $"many-{number}")];
        string[] types = ["page_view", "page_view", "page_view", "click", "PAGE_VIEW", "a type with spaces"];
        string[] users = [.. Enumerable.Range(0, 40).Select(number => $"user-{number}"), "User-1", " user-1", "ü", ""];
        DateTimeOffset today = DateTimeOffset.UtcNow.Date;
        return [.. Enumerable.Range(0, Events).Select(_ => new SentEvent(
            sites[random.Next(sites.Length)],
            types[random.Next(types.Length)],
            random.Next(20) == 0 ? null : Path(random),
            random.Next(20) == 0 ? null : users[random.Next(users.Length)],
            Time(random, today)))];
    }

    private static string Path(Random random) => random.Next(8) switch
    {
        0 => "/",
        1 => "/pricing",
        2 => "/a b?c=d&e=%20#f",
        3 => "/\U0001F41D\uFF5E",
        4 => "",
        5 => new string('/', 1000),
        _ => $"/page/{random.Next(30)}",
    };

    /// <summary>Returns a time within the last two months, sometimes close to midnight, with offsets that move it to another day.</summary>
    private static DateTimeOffset Time(Random random, DateTimeOffset today)
    {
        DateTimeOffset utc = today.AddDays(-random.Next(60)).AddMicroseconds(
            random.Next(4) == 0 ? random.Next(-2, 2) : random.NextInt64(TimeSpan.MicrosecondsPerDay));
        return random.Next(3) == 0 ? utc.ToOffset(TimeSpan.FromMinutes(random.Next(-14 * 4, (14 * 4) + 1) * 15)) : utc;
    }
}
