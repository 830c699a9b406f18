using System.Diagnostics;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>The table of all sites.</summary>
[Collection(SharedTwoSilos.Name)]
public sealed class SiteCountersReaderTests(TwoSilos fixture, Servers servers)
{
    private const string Odd = "Tabular/b c{x}😀%2F?&";

    private static readonly string[] Varying = ["as_of", "rate", "last_committed_at", "silo", "total", "oldest_queued_seconds"];

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task Each_site_is_there_with_its_ledger_and_what_waits()
    {
        string[] sites = [Odd, "tabular-1", "tabular-2"];
        for (int i = 0; i < sites.Length; i++)
        {
            for (int n = 0; n <= i; n++)
            {
                Assert.True((await _footfall.Gateway.PostAsync(View(sites[i], n))).IsAccepted);
            }
        }

        Assert.Equal(400, (await _footfall.Gateway.PostAsync(View("tabular-2", 9) with { Type = "" })).Status);
        await _footfall.Queue.WaitUntilEmptyAsync(sites);
        await fixture.DoAsync("tabular-1", "pause");
        Assert.True((await _footfall.Gateway.PostAsync(View("tabular-1", 7))).IsAccepted);
        Assert.True((await _footfall.Gateway.PostAsync(View("tabular-2", 7))).IsAccepted);

        const string Expected =
            """{"as_of":"*","total":"*","found":3,"offset":0,"sites":["""
            + """{"site_id":"Tabular/b c{x}😀%2F?&","rate":"*","queued":0,"oldest_queued_seconds":null,"last_committed_at":"*","silo":"*","paused":false"""
            + ""","ledger":{"received":1,"stored":1,"refused":0,"duplicates":0,"dead":0,"queued":0,"erased":0}},"""
            + """{"site_id":"tabular-1","rate":"*","queued":1,"oldest_queued_seconds":"*","last_committed_at":"*","silo":"*","paused":true"""
            + ""","ledger":{"received":3,"stored":2,"refused":0,"duplicates":0,"dead":0,"queued":1,"erased":0}},"""
            + """{"site_id":"tabular-2","rate":"*","queued":0,"oldest_queued_seconds":null,"last_committed_at":"*","silo":"*","paused":false"""
            + ""","ledger":{"received":5,"stored":4,"refused":1,"duplicates":0,"dead":0,"queued":0,"erased":0}}]}""";
        await Eventually.GetAsync(
            "the table", () => GetAsync("search=tABULAr&sort=site_id"), response => response.Status == 200 && JsonShape.Of(response.Body, Varying) == JsonShape.Of(Expected));
        await Eventually.GetAsync(
            "pages", () => GetAsync("search=tabular&sort=stored&direction=desc&offset=1&limit=1"),
            response => Ids(response) == "tabular-1" && response.Body.Contains("\"found\":3,\"offset\":1", StringComparison.Ordinal));
        Assert.Equal("tabular-1," + Odd + ",tabular-2", Ids(await GetAsync("search=tabular&sort=queued")));
        await fixture.DoAsync("tabular-1", "resume");
        await Eventually.GetAsync(
            "the resumed site", () => GetAsync("search=tabular-1"),
            response => response.Body.Contains("\"paused\":false", StringComparison.Ordinal) && response.Body.Contains("\"stored\":3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sort=size", "sort must be one of site_id, rate, queued, oldest, last_commit, stored, refused, duplicates, dead")]
    [InlineData("direction=up", "direction must be asc or desc")]
    [InlineData("offset=-1", "offset must not be negative")]
    [InlineData("limit=201", "limit must be between 1 and 200")]
    public async Task What_is_wrong_with_a_question_is_said(string query, string fault)
    {
        Assert.Equal(fault, JsonError.AssertRefusal(await GetAsync(query), 400));
        Assert.Equal(fault, JsonError.AssertRefusal(await _footfall.Gateway.GetAsync($"/api/operator/sites/live?{query}"), 400));
    }

    [Fact]
    public async Task Live_table_follows_what_happens()
    {
        var events = new NumberedEvents("live-table", 2);
        await using LiveViewer viewer = LiveViewer.Open(_footfall.Gateway.Http.BaseAddress!, "/api/operator/sites/live?search=live-table", "sites");
        await Eventually.TrueAsync("an empty table", () => viewer.Number("found") == 0);

        Tally tally = await Load.SendAsync(events.Take(100), 4, _footfall.Gateway);

        Assert.Equal(100, tally.Accepted.Count);
        await Eventually.TrueAsync("the sites", () => viewer.Number("found") == 2 && viewer.Latest.Contains("\"stored\":50,", StringComparison.Ordinal));
        await Eventually.TrueAsync("they are silent again", () => viewer.Latest.Contains("\"rate\":0,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gateway_with_viewers_stops_at_once()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions());
        Uri address = footfall.Gateway.Http.BaseAddress!;
        await using LiveViewer table = LiveViewer.Open(address, "/api/operator/sites/live", "sites");
        await using LiveViewer site = LiveViewer.Open(address, "/api/operator/sites/some/live", "site");
        await Eventually.TrueAsync("both look", () => table.Latest.Length > 0 && site.Latest.Length > 0);
        long start = Stopwatch.GetTimestamp();

        await footfall.LocalCluster.Gateways[0].StopAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await Eventually.TrueAsync("both have ended", () => table.Latest.Length == 0 && site.Latest.Length == 0);
    }

    private static SentEvent View(string site, int user) => new(site, "page_view", "/", $"user-{user}", DateTimeOffset.UtcNow);

    private static string Ids(GatewayResponse response)
    {
        using JsonDocument json = JsonDocument.Parse(response.Body);
        return string.Join(',', json.RootElement.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site_id").GetString()));
    }

    private Task<GatewayResponse> GetAsync(string query) => _footfall.Gateway.GetAsync($"/api/operator/sites?{query}");
}
