using System.Diagnostics;
using System.Text.Json;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>The page of one site and its actions.</summary>
[Collection(SharedTwoSilos.Name)]
public sealed class SitePageTests(TwoSilos fixture, ITestOutputHelper output)
{
    private const string Odd = "a/b c{x}😀%2F";
    private const string NoGrain = "\"grain\":null";

    private static readonly string[] Varying =
    [
        "silo", "activated_at", "is_draining", "epoch", "checkpoint", "fencing_token", "last_committed_at", "paused_at", "oldest_queued_seconds", "oldest_seconds",
        "first_id", "last_id", "key", "id", "received_at", "bytes", "timestamp", "next",
    ];

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task Looking_at_a_site_tells_all_of_it_and_does_not_make_its_grain()
    {
        Assert.Equal(
            """{"site_id":"never seen","paused_at":null,"grain":null,"streams":[],"ledger":{"site_id":"never seen","received":0,"stored":0,"refused":{},"duplicates":0,"dead":0,"queued":0,"erased":0,"last_committed_at":null,"oldest_queued_seconds":null}}""",
            await fixture.LookAsync("never seen"));
        Assert.Contains(NoGrain, await fixture.LookAsync("never seen"), StringComparison.Ordinal);

        Assert.True((await _footfall.Gateway.PostAsync(View(Odd, 1) with { Id = "once" })).IsAccepted);
        await _footfall.Queue.WaitUntilEmptyAsync([Odd]);
        string body = await Eventually.GetAsync(
            "the drain has ended", () => fixture.LookAsync(Odd), body => body.Contains("\"is_draining\":false", StringComparison.Ordinal));

        Assert.Equal(
            JsonShape.Of("""{"site_id":"a/b c{x}😀%2F","paused_at":null,"grain":{"silo":"*","activated_at":"*","is_draining":"*","epoch":"*","checkpoint":"*","fencing_token":"*","buffered_bytes":0,"cached_answers":0,"duplicate_ids":1,"duplicate_bytes":80,"failures":0}"""
            + ""","streams":[],"ledger":{"site_id":"a/b c{x}😀%2F","received":1,"stored":1,"refused":{},"duplicates":0,"dead":0,"queued":0,"erased":0,"last_committed_at":"*","oldest_queued_seconds":null}}"""),
            JsonShape.Of(body, Varying));
        Assert.Contains((await _footfall.Store.ScalarAsync<Guid>("SELECT commit_id FROM site_state WHERE site_id = $1", Odd)).ToString(), body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paused_site_takes_events_that_wait_are_listed_and_go_on_within_a_second()
    {
        const string Site = "paused {y}/1";
        await fixture.DoAsync(Site, "pause");
        SentEvent[] sent = [.. Enumerable.Range(0, 5).Select(n => View(Site, n))];
        foreach (SentEvent each in sent)
        {
            Assert.True((await _footfall.Gateway.PostAsync(each)).IsAccepted);
        }

        // Not counted, because it belongs to another program.
        await _footfall.Queue.AddAsync(Site, [QueueState.Entry(3, [9, 1, 2, 3])]);
        await Eventually.GetAsync(
            "the page",
            () => fixture.LookAsync(Site),
            body => JsonShape.Of(body, [.. Varying, "grain"]) ==
                """{"site_id":"paused {y}/1","paused_at":"*","grain":"*","streams":[{"epoch":"*","is_current":true,"events":5,"first_id":"*","last_id":"*","checkpoint":"*","oldest_seconds":"*"}]"""
                + ""","ledger":{"site_id":"paused {y}/1","received":5,"stored":0,"refused":{},"duplicates":0,"dead":0,"queued":5,"erased":0,"last_committed_at":null,"oldest_queued_seconds":"*"}}""");

        GatewayResponse first = await _footfall.Gateway.GetAsync($"{TwoSilos.PathOf(Site)}/entries?limit=4");
        const string Entry = """{"key":"*","epoch":"*","id":"*","received_at":"*","events":1,"bytes":"*","is_committed":false,"decoded":[{"timestamp":"*","event_type":"page_view","path":"/","user_id":"user-N"}],"fault":null}""";
        Assert.Equal(
            $$"""{"entries":[{{string.Join(',', Enumerable.Range(0, 4).Select(n => Entry.Replace("user-N", $"user-{n}", StringComparison.Ordinal)))}}],"next":"*"}""",
            JsonShape.Of(first.Body, Varying));
        using JsonDocument page = JsonDocument.Parse(first.Body);
        GatewayResponse rest = await _footfall.Gateway.GetAsync($"{TwoSilos.PathOf(Site)}/entries?limit=4&after={page.RootElement.GetProperty("next").GetString()}");
        Assert.Equal(
            $$"""{"entries":[{{Entry.Replace("user-N", "user-4", StringComparison.Ordinal)}},{"key":"*","epoch":"*","id":"*","received_at":"*","events":3,"bytes":"*","is_committed":false,"decoded":[],"fault":"unknown version 9 of the queue's encoding"}],"next":null}""",
            JsonShape.Of(rest.Body, Varying));

        long start = Stopwatch.GetTimestamp();
        await fixture.DoAsync(Site, "resume");
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);
        output.WriteLine($"drained {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s after the resume");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Equal(5, await _footfall.Store.CountAsync([Site]));
    }

    /// <summary>The counts are exact, and nothing is stored between the response to a pause and the resume.</summary>
    [Fact]
    public async Task Pauses_resumes_moves_and_deactivations_under_load_cost_no_event_and_a_pause_holds()
    {
        var events = new NumberedEvents("switched", 3);
        await using Load load = Load.Start(events.Endless(), 8, _footfall.Gateway);
        for (int round = 0; round < 4; round++)
        {
            foreach (string site in events.Sites)
            {
                await load.WaitForMoreAcceptedAsync(30);
                await fixture.DoAsync(site, "pause");
                long stored = await _footfall.Store.CountAsync([site]);
                await fixture.DoAsync(site, $"move?silo=silo-{1 + (round % 2)}");
                Assert.Contains($"\"silo\":\"silo-{1 + (round % 2)}\"", await fixture.LookAsync(site), StringComparison.Ordinal);
                await fixture.DoAsync(site, "deactivate");
                await load.WaitForMoreAcceptedAsync(30);
                Assert.Equal(stored, await _footfall.Store.CountAsync([site]));
                await fixture.DoAsync(site, "resume");
            }
        }

        await ExactCounts.AssertAsync(_footfall, await load.StopAsync());
    }

    [Fact]
    public async Task Deactivated_grain_is_gone_until_it_is_needed_and_a_moved_one_is_where_it_was_sent()
    {
        const string Site = "moved";
        Assert.True((await _footfall.Gateway.PostAsync(View(Site, 1))).IsAccepted);
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);
        foreach (string silo in new[] { "silo-1", "silo-2", "silo-2", "silo-1" })
        {
            await fixture.DoAsync(Site, $"move?silo={silo}");
            Assert.Contains($"\"silo\":\"{silo}\"", await fixture.LookAsync(Site), StringComparison.Ordinal);
        }

        await fixture.DoAsync(Site, "deactivate");
        await Eventually.GetAsync("no grain", () => fixture.LookAsync(Site), body => body.Contains(NoGrain, StringComparison.Ordinal));
        Assert.Contains(NoGrain, await fixture.LookAsync(Site), StringComparison.Ordinal);

        // A grain that is not active yet is activated on the target silo.
        await fixture.DoAsync(Site, "move?silo=silo-2");
        Assert.Contains("\"silo\":\"silo-2\"", await fixture.LookAsync(Site), StringComparison.Ordinal);
        Assert.Equal(
            "silo must name an active silo; silo-9 is not one",
            JsonError.AssertRefusal(await _footfall.Gateway.SendAsync(HttpMethod.Post, $"{TwoSilos.PathOf(Site)}/move?silo=silo-9"), 400));
        JsonError.AssertRefusal(await _footfall.Gateway.SendAsync(HttpMethod.Post, $"{TwoSilos.PathOf(Site)}/move"), 400);
    }

    [Fact]
    public async Task Site_called_live_can_be_looked_at_too()
    {
        // Otherwise the client would normalize the path.
        var path = new Uri($"{_footfall.Gateway.Http.BaseAddress}api/operator/sites/%6Cive", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        GatewayResponse response = await _footfall.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        Assert.StartsWith("""{"site_id":"live","paused_at":null,"grain":null""", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_page_follows_what_happens()
    {
        const string Site = "live/page";
        await using LiveViewer viewer = LiveViewer.Open(_footfall.Gateway.Http.BaseAddress!, $"{TwoSilos.PathOf(Site)}/live", "site");
        await Eventually.TrueAsync("the page", () => viewer.Latest.Contains(NoGrain, StringComparison.Ordinal));
        await fixture.DoAsync(Site, "pause");
        Assert.True((await _footfall.Gateway.PostAsync(View(Site, 1))).IsAccepted);
        await Eventually.TrueAsync("what waits", () => viewer.Number("ledger", "queued") == 1);
        await fixture.DoAsync(Site, "resume");
        await Eventually.TrueAsync("it is stored", () => viewer.Number("ledger", "stored") == 1 && viewer.Latest.Contains("\"paused_at\":null", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("entries?after=nonsense", "after must be the key of an entry: epoch-ms-seq")]
    [InlineData("entries?limit=0", "limit must be between 1 and 200")]
    public async Task What_is_wrong_with_a_question_is_said(string path, string fault) =>
        Assert.Equal(fault, JsonError.AssertRefusal(await _footfall.Gateway.GetAsync($"/api/operator/sites/a/{path}"), 400));

    private static SentEvent View(string site, int user) => new(site, "page_view", "/", $"user-{user}", DateTimeOffset.UtcNow);
}
