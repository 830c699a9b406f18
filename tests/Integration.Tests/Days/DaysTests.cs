using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Days;

/// <summary>Visitors and visits by days, from what pages and programs send to what the API answers.</summary>
public sealed class DaysTests(Servers servers)
{
    private const string From = "2026-03-10";
    private const string To = "2026-03-12";

    [Fact]
    public async Task Pages_programs_users_and_bots_are_counted_by_days()
    {
        const string Site = "days-all";
        Browsing browsing = await BrowseAsync(Site);
        Assert.Equal(Figures.Answer(Site, "UTC", From, To, Figures.None), await browsing.GetAsync(From, To));

        await SendTwoDaysAsync(browsing);

        var first = new Figures(3, 4, 6, 7, 2, 2190, [("/", 3), ("/docs", 1)], [("/", 2), ("/docs", 1), ("/pricing", 1)]);
        var second = new Figures(2, 2, 2, 2, 2, 0, [("/", 1), ("/docs", 1)], [("/", 1), ("/docs", 1)]);
        var total = new Figures(4, 6, 8, 9, 4, 2190, [("/", 4), ("/docs", 2)], [("/", 3), ("/docs", 2), ("/pricing", 1)]);
        string people = Figures.Answer(Site, "UTC", From, To, total, ("2026-03-10", first), ("2026-03-11", second));
        Assert.Equal(people, await browsing.GetAsync(From, To));
        Assert.Equal(people, await browsing.GetAsync(From, To, "&bots=exclude"));

        var bot = new Figures(1, 1, 1, 1, 1, 0, [("/pricing", 1)], [("/pricing", 1)]);
        Assert.Equal(
            Figures.Answer(Site, "UTC", From, To, bot, ("2026-03-10", bot), ("2026-03-11", Figures.None)),
            await browsing.GetAsync(From, To, "&bots=only"));
        Assert.Equal(
            Figures.Answer(
                Site, "UTC", From, To,
                new Figures(5, 7, 9, 10, 5, 2190, [("/", 4), ("/docs", 2), ("/pricing", 1)], [("/", 3), ("/docs", 2), ("/pricing", 2)]),
                ("2026-03-10", new Figures(4, 5, 7, 8, 3, 2190, [("/", 3), ("/docs", 1), ("/pricing", 1)], [("/", 2), ("/pricing", 2), ("/docs", 1)])),
                ("2026-03-11", second)),
            await browsing.GetAsync(From, To, "&bots=include"));

        Assert.Equal(Figures.Answer(Site, "UTC", "2026-03-11", "2026-03-11", second, ("2026-03-11", second)), await browsing.GetAsync("2026-03-11", "2026-03-11"));
    }

    [Fact]
    public async Task Answer_from_segments_is_that_from_rows_and_late_events_count_where_they_belong()
    {
        const string Site = "days-segments";
        Installation footfall = await servers.SharedAsync();
        Browsing browsing = await BrowseAsync(Site);
        await SendTwoDaysAsync(browsing);
        string answer = await browsing.GetAsync(From, To);
        await Eventually.TrueAsync(
            "the days have segments",
            async () => await footfall.Store.ScalarAsync<long>($"SELECT count(*) FROM site_days WHERE site_id = '{Site}' AND segment IS NOT NULL") == 2);
        Assert.Equal(answer, await browsing.GetAsync(From, To));

        // It joins the two visits of the first day.
        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T10:33:00Z", "/pricing");
        var first = new Figures(3, 3, 7, 8, 1, 5400, [("/", 2), ("/docs", 1)], [("/", 2), ("/docs", 1)]);
        Assert.Equal(Figures.Answer(Site, "UTC", From, From, first, (From, first)), await browsing.GetAsync(From, From));
    }

    [Fact]
    public async Task Days_after_an_erasure_are_those_without_the_erased_events()
    {
        const string Site = "days-erased";
        Installation footfall = await servers.SharedAsync();
        Browsing browsing = await BrowseAsync(Site);
        await SendTwoDaysAsync(browsing);
        await browsing.GetAsync(From, To);
        GatewayResponse erased = await footfall.Gateway.SendAsync(HttpMethod.Delete, $"/api/sites/{Site}/users/u?site_id={Site}&user_id=u");
        Assert.True(erased.Status == 202, $"{erased}");

        var first = new Figures(2, 3, 5, 6, 1, 2190, [("/", 3)], [("/", 2), ("/pricing", 1)]);
        var second = new Figures(1, 1, 1, 1, 1, 0, [("/", 1)], [("/", 1)]);
        var total = new Figures(3, 4, 6, 7, 2, 2190, [("/", 4)], [("/", 3), ("/pricing", 1)]);
        string expected = Figures.Answer(Site, "UTC", From, To, total, ("2026-03-10", first), ("2026-03-11", second));
        await Eventually.GetAsync("the user's events are gone", () => browsing.GetAsync(From, To), answer => answer == expected);
    }

    [Fact]
    public async Task Days_visits_and_visitors_end_at_the_midnight_of_the_site()
    {
        const string Site = "days-berlin";
        Browsing browsing = await BrowseAsync(Site);
        await browsing.RegisterAsync("""{"name":"Berlin","time_zone":"Europe/Berlin"}""");

        // The last seconds of 28 March and the first ones of the 29th, which has 23 hours. The date in UTC changes an hour later, and the
        // visitor stays the same.
        foreach (string time in (string[])["28T22:59:50", "28T23:00:10", "28T23:29:50", "28T23:59:50", "29T00:29:50", "29T21:59:59", "29T22:00:00"])
        {
            await browsing.PageAsync(Browsing.Firefox, $"2026-03-{time}Z", "/");
        }

        (string, long)[] once = [("/", 1)];
        var one = new Figures(1, 1, 1, 1, 1, 0, once, once);
        Assert.Equal(
            Figures.Answer(
                Site, "Europe/Berlin", "2026-03-28", "2026-03-30",
                new Figures(3, 4, 7, 7, 3, 5380, [("/", 4)], [("/", 4)]),
                ("2026-03-28", one),
                ("2026-03-29", new Figures(1, 2, 5, 5, 1, 5380, [("/", 2)], [("/", 2)])),
                ("2026-03-30", one)),
            await browsing.GetAsync("2026-03-28", "2026-03-30"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Visitor_of_a_page_is_the_one_for_whom_a_program_speaks(string address)
    {
        string site = $"days-spoken-{address.Length}";
        Browsing browsing = await BrowseAsync(site);
        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T10:00:00Z", "/cart");
        await browsing.ProgramAsync("2026-03-10T10:01:00Z", "/paid", new { ip = address, user_agent = Browsing.Firefox });
        var one = new Figures(1, 1, 2, 2, 0, 60, [("/cart", 1)], [("/paid", 1)]);
        Assert.Equal(Figures.Answer(site, "UTC", From, From, one, (From, one)), await browsing.GetAsync(From, From));

        await browsing.ProgramAsync("2026-03-10T10:02:00Z", "/paid", new { ip = address, user_agent = Browsing.Chrome });
        await browsing.ProgramAsync("2026-03-10T10:02:00Z", "/paid", new { ip = "192.0.2.7", user_agent = Browsing.Firefox });
        var three = new Figures(3, 3, 4, 4, 2, 60, [("/paid", 2), ("/cart", 1)], [("/paid", 3)]);
        Assert.Equal(Figures.Answer(site, "UTC", From, From, three, (From, three)), await browsing.GetAsync(From, From));
    }

    [Fact]
    public async Task Site_may_refuse_bots_and_its_ledger_counts_them()
    {
        const string Site = "days-no-bots";
        Installation footfall = await servers.SharedAsync();
        Browsing browsing = await BrowseAsync(Site);
        await browsing.RegisterAsync("""{"name":"No bots","refuses_bots":true}""");
        Assert.Equal(
            new GatewayResponse(403, """{"success":false,"error":"the site refuses events of bots, and the request looks like one\u0027s"}""", "application/json; charset=utf-8"),
            await browsing.TryPageAsync(Browsing.Googlebot, "2026-03-10T10:00:00Z", "/"));
        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T10:00:00Z", "/");
        var one = new Figures(1, 1, 1, 1, 1, 0, [("/", 1)], [("/", 1)]);
        Assert.Equal(Figures.Answer(Site, "UTC", From, From, one, (From, one)), await browsing.GetAsync(From, From, "&bots=include"));
        SiteLedger ledger = await Eventually.GetAsync(
            "the ledger has both events", () => SiteLedger.GetAsync(footfall.Gateway, Site), ledger => ledger.Received == 2 && ledger.Queued == 0);
        Assert.Equal(1, ledger.Stored);
        Assert.Contains("\"bot\":1", ledger.Refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "from and to are required and must be days in the form YYYY-MM-DD")]
    [InlineData("?from=2026-03-10", "from and to are required and must be days in the form YYYY-MM-DD")]
    [InlineData("?from=2026-03-10&to=12.3.2026", "from and to are required and must be days in the form YYYY-MM-DD")]
    [InlineData("?from=2026-02-30&to=2026-03-10", "from and to are required and must be days in the form YYYY-MM-DD")]
    [InlineData("?from=1999-12-31&to=2000-01-01", "from and to are required and must be days in the form YYYY-MM-DD")]
    [InlineData("?from=2026-03-10&to=2026-03-09", "to must not be before from, nor more than 365 days after it")]
    [InlineData("?from=2026-03-10&to=2027-03-11", "to must not be before from, nor more than 365 days after it")]
    [InlineData("?from=2026-03-10&to=2026-03-10&bots=true", "bots must be exclude, include or only")]
    [InlineData("?from=2026-03-10&to=2026-03-10&wait=1min", "wait must be a duration such as 500ms or 2s, at most 30s")]
    public async Task Question_that_cannot_be_answered_is_told_why(string query, string error) => Assert.Equal(
        new GatewayResponse(400, $$"""{"success":false,"error":"{{error}}"}""", "application/json; charset=utf-8"),
        await (await servers.SharedAsync()).Gateway.GetAsync("/api/sites/days-faults/days" + query));

    private async Task<Browsing> BrowseAsync(string site)
    {
        Installation footfall = await servers.SharedAsync();
        await footfall.WaitForNewestEntriesAsync();
        return new Browsing(footfall.Gateway, site);
    }

    /// <summary>Sends what people, a user, a bot and a program without a visitor do on two days, the second day first.</summary>
    private static async Task SendTwoDaysAsync(Browsing browsing)
    {
        // Of users it is the id that counts, not the browser.
        await browsing.PageAsync(Browsing.Chrome, "2026-03-11T09:00:00Z", "/docs", more: new { user_id = "u" });
        await browsing.PageAsync(Browsing.Firefox, "2026-03-11T09:00:00Z", "/");
        await browsing.ProgramAsync("2026-03-10T12:00:00Z", "/docs", new { user_id = "u" });
        await browsing.ProgramAsync("2026-03-10T12:00:00Z", "/feed");

        // Exactly 30 minutes are still the same visit, and a purchase makes it no bounce.
        await browsing.PageAsync(Browsing.Chrome, "2026-03-10T10:30:00Z", "/checkout", "purchase", new { revenue = new { amount = 12.99, currency = "EUR" } });
        await browsing.PageAsync(Browsing.Chrome, "2026-03-10T10:00:00Z", "/?utm_source=newsletter");

        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T11:00:00Z", "/");
        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T10:06:30Z", "/pricing", "engagement", new { engaged_ms = 30_500, scroll = 80 });
        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T10:00:00Z", "/");
        await browsing.PageAsync(Browsing.Firefox, "2026-03-10T10:05:00Z", "/pricing");
        await browsing.PageAsync(Browsing.Googlebot, "2026-03-10T10:00:00Z", "/pricing");
    }
}
