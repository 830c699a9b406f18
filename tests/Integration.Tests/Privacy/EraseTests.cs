using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Drain;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Privacy;

/// <summary>Erased events are gone for good and the others stay, whichever host dies meanwhile.</summary>
public sealed class EraseTests(ThreeSilos fixture, ITestOutputHelper output) : IClassFixture<ThreeSilos>
{
    private const int Before = 30_000;
    private const int Users = 100;
    private const int Workers = 8;

    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task One_user_goes_exactly_while_events_arrive_and_a_silo_is_killed()
    {
        const string Site = "erase/one {user}";
        const string User = "user/7 ü%";
        var before = new Tally();
        await Load.SendAsync(Events(Site, "before", User).Take(Before), 48, _footfall.Gateway, before);
        await using Load load = Load.Start(Events(Site, "after", User), Workers, _footfall.Gateway);
        await load.WaitForAcceptedAsync(2_000);

        // What was accepted before this point must be erased; what is accepted after the response must stay; in between, either is correct.
        SentEvent[] sooner = [.. before.Accepted, .. load.Tally.Accepted.ToArray()];
        HostProcess victim = _footfall.LocalCluster.Silos[0];
        string path = $"/api/sites/{Uri.EscapeDataString(Site)}/users/{Uri.EscapeDataString(User)}";
        string id = await ErasureStatus.EraseAsync(_footfall.Gateway, Site, User);
        HashSet<SentEvent> atAnswer = [.. load.Tally.Accepted.Concat(load.Tally.Unconfirmed)];
        await victim.KillAsync();
        await load.WaitForMoreAcceptedAsync(4_000);
        Tally tally = await load.StopAsync();
        output.WriteLine($"{before}; {tally}; {sooner.Length} accepted before");
        await ErasureStatus.WaitAsync(_footfall.Gateway, Site, id);
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);

        Dictionary<string, long> rows = await _footfall.Store.ReadAsync(
            "SELECT path, count(*) FROM events WHERE site_id = $1 GROUP BY path", row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), Site);
        SentEvent[] sent = [.. before.Accepted, .. tally.Accepted];
        Assert.All(rows, row => Assert.Equal(1, row.Value));
        Assert.DoesNotContain(sooner, item => item.User == User && rows.ContainsKey(item.Path!));
        Assert.DoesNotContain(sent, item => item.User != User && !rows.ContainsKey(item.Path!));
        SentEvent[] later = [.. tally.Accepted.Except(atAnswer).Where(item => item.User == User)];
        Assert.NotEmpty(later);
        Assert.InRange(later.Count(item => !rows.ContainsKey(item.Path!)), 0, Workers); // those under way when it was asked

        SentEvent[] left = [.. sent.Concat(tally.Unconfirmed).Concat(before.Unconfirmed).Where(item => rows.ContainsKey(item.Path!))];
        await AssertAgreesAsync(Site, left);
        Assert.Equal(left.Where(item => item.User == User).Select(item => item.Path).Order(), (await ExportAsync(path)).Order());
        await _footfall.LocalCluster.RestartAsync(victim);
    }

    [Fact]
    public async Task A_whole_site_goes_and_what_comes_after_stays()
    {
        const string Site = "erase-site";
        Tally before = await Load.SendAsync(Events(Site, "before", "u").Take(3_000), 16, _footfall.Gateway);
        Assert.Equal(3_000, before.Accepted.Count);

        string id = await ErasureStatus.EraseAsync(_footfall.Gateway, Site);
        Tally after = await Load.SendAsync(Events(Site, "after", "u").Take(100), 4, _footfall.Gateway);
        await ErasureStatus.WaitAsync(_footfall.Gateway, Site, id);
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);

        Assert.Equal(100, await _footfall.Store.CountAsync([Site]));
        await AssertAgreesAsync(Site, [.. after.Accepted]);
    }

    [Fact]
    public async Task Paused_site_has_a_users_queued_events_erased_once_it_goes_on()
    {
        const string Site = "erase-paused";
        GatewayResponse paused = await _footfall.Gateway.SendAsync(HttpMethod.Post, $"/api/operator/sites/{Site}/pause");
        Assert.Equal(200, paused.Status);
        Tally tally = await Load.SendAsync(Events(Site, "before", "u").Take(500), 8, _footfall.Gateway);
        Assert.Equal(503, (await _footfall.Gateway.GetAsync($"/api/sites/{Site}/users/u")).Status);

        string id = await ErasureStatus.EraseAsync(_footfall.Gateway, Site, "u");
        await Load.SendAsync(Events(Site, "after", "u").Take(200), 8, _footfall.Gateway, tally);
        await Eventually.GetAsync(
            "it waits for the queue", () => _footfall.Gateway.GetAsync($"/api/sites/{Site}/erasures"), response => response.Body.Contains("\"queued_events\"", StringComparison.Ordinal));
        Assert.Equal(200, (await _footfall.Gateway.SendAsync(HttpMethod.Post, $"/api/operator/sites/{Site}/resume")).Status);
        await ErasureStatus.WaitAsync(_footfall.Gateway, Site, id);
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);

        SentEvent[] left = [.. tally.Accepted.Where(item => item.User != "u" || item.Path!.StartsWith("/after", StringComparison.Ordinal))];
        await AssertAgreesAsync(Site, left);
    }

    [Fact]
    public async Task What_is_too_old_goes_by_itself_and_the_answers_say_so()
    {
        const string Site = "retention";
        SentEvent[] events = [.. Events(Site, "kept", "u").Take(300).Select((item, i) => item with { Time = item.Time.AddDays(-(i % 60)) })];
        Tally tally = await Load.SendAsync(events, 16, _footfall.Gateway);
        Assert.Equal(300, tally.Accepted.Count);
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);

        using (var request = new HttpRequestMessage(HttpMethod.Put, $"/api/operator/sites/{Site}/settings")
        {
            Content = new StringContent("""{"name":"Kept for a while","retention_days":30}""", null, "application/json"),
        })
        {
            Assert.Equal(200, (await _footfall.Gateway.SendAsync(request)).Status);
        }

        DateOnly kept = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-30);
        await Eventually.GetAsync(
            "old events are gone",
            () => _footfall.Gateway.GetAsync($"/api/sites/{Site}/erasures"),
            response => response.Body.Contains($"\"retention\":{{\"days\":30,\"kept_from\":\"{kept:yyyy-MM-dd}\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(90));

        await AssertAgreesAsync(Site, [.. tally.Accepted.Where(item => item.Day >= kept)]);
    }

    /// <summary>Clients resolve dot segments to another path, however they are written.</summary>
    [Theory]
    [InlineData("/api/sites/dots/users/..")]
    [InlineData("/api/sites/dots/users/%2E%2E")]
    [InlineData("/api/sites/dots/users/.")]
    public async Task User_whose_id_no_path_can_hold_is_erased_by_a_query_and_takes_nobody_along(string path)
    {
        const string Site = "dots";
        var other = new SentEvent(Site, "page_view", "/", "somebody", DateTimeOffset.UtcNow);
        Assert.True((await _footfall.Gateway.PostAsync(other)).IsAccepted);
        Assert.True((await _footfall.Gateway.PostAsync(other with { User = "..", Path = "/dots" })).IsAccepted);
        await _footfall.Queue.WaitUntilEmptyAsync([Site]);
        long rows = await _footfall.Store.CountAsync([Site]);

        GatewayResponse response = await _footfall.Gateway.SendAsync(HttpMethod.Delete, path);
        Assert.Equal(400, response.Status);

        Assert.Equal(["/dots"], (await ExportAsync($"/api/sites/{Site}/users?user_id=..")).Distinct());
        await ErasureStatus.WaitAsync(_footfall.Gateway, Site, await ErasureStatus.EraseAtAsync(_footfall.Gateway, $"/api/sites/{Site}/users", $"?user_id=..&site_id={Site}"));
        Assert.Empty(await ExportAsync($"/api/sites/{Site}/users?user_id=.."));
        Assert.Equal(rows - 1, await _footfall.Store.CountAsync([Site]));
    }

    [Theory]
    [InlineData("DELETE", "/api/sites/a/users/{256}", 400, "The site id or the user id is invalid")]
    [InlineData("GET", "/api/sites/{256}/users/u", 400, "The site id or the user id is invalid")]
    [InlineData("DELETE", "/api/sites/a/users", 400, "The site id or the user id is invalid")]
    [InlineData("DELETE", "/api/sites/a/users/", 400, "The site id or the user id is invalid")]
    [InlineData("DELETE", "/api/sites/a/", 400, "The path continues after the site id; to erase a user whose id is . or .., use /api/sites/{site_id}/users?user_id=..")]
    [InlineData("DELETE", "/api/sites/{256}", 400, "The site id in the path is invalid")]
    public async Task What_cannot_be_done_is_told(string method, string path, int status, string error)
    {
        string target = path.Replace("{256}", new string('x', 256), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), target);

        GatewayResponse response = await _footfall.Gateway.SendAsync(request);

        Assert.Equal((status, $$"""{"success":false,"error":"{{error}}"}"""), (response.Status, response.Body));
    }

    /// <summary>A proxy that decodes a path can turn it into another call, so the target must be named where no proxy changes it.</summary>
    [Theory]
    [InlineData("DELETE", "/api/sites/shop/users/alice", null, "site_id is required", "user_id is required")]
    [InlineData("DELETE", "/api/sites/shop/users/alice?site_id=shop", null, "user_id is required")]
    [InlineData("DELETE", "/api/sites/shop/users/alice?site_id=shop%2Fusers%2Falice", null, "site_id is shop/users/alice, but the path names shop", "user_id is required")]
    [InlineData("DELETE", "/api/sites/shop/users/alice", """{"site_id":"shop/users/alice"}""", "site_id is shop/users/alice, but the path names shop", "user_id is required")]
    [InlineData("DELETE", "/api/sites/shop/users/alice?site_id=shop&user_id=bob", null, "user_id is bob, but the path names alice")]
    [InlineData("DELETE", "/api/sites/shop/users?user_id=alice", null, "site_id is required")]
    [InlineData("DELETE", "/api/sites/shop", null, "site_id is required")]
    [InlineData("DELETE", "/api/sites/shop?site_id=Shop", null, "site_id is Shop, but the path names shop")]
    [InlineData("DELETE", "/api/sites/shop?site_id=shop&site_id=shop", null, "site_id is shop,shop, but the path names shop")]
    [InlineData("DELETE", "/api/sites/shop", "{", "site_id is required")]
    [InlineData("DELETE", "/api/sites/shop", "[]", "site_id is required")]
    [InlineData("DELETE", "/api/sites/shop", "null", "site_id is required")]
    [InlineData("DELETE", "/api/sites/shop/dead-letters/0123456789abcdef-1-1-1", null, "site_id is required")]
    [InlineData("DELETE", "/api/operator/sites/shop/settings", null, "site_id is required")]
    [InlineData("PUT", "/api/operator/sites/shop/settings", """{"name":"Shop","site_id":"x/../shop","retention_days":1}""", "site_id is x/../shop, but the path names shop")]
    public async Task What_cannot_be_undone_has_to_be_confirmed(string method, string path, string? body, params string[] faults)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, null, "application/json");

        GatewayResponse response = await _footfall.Gateway.SendAsync(request);

        Assert.Equal(400, response.Status);
        string[] details = [.. JsonDocument.Parse(response.Body).RootElement.GetProperty("details").EnumerateArray().Select(detail => detail.GetString()!)];
        Assert.Equal(faults.Length, details.Length);
        Assert.All(faults.Zip(details), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        GatewayResponse erasures = await _footfall.Gateway.GetAsync("/api/sites/shop/erasures");
        Assert.Contains("\"erasures\":[]", erasures.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_that_a_proxy_passes_on_names_its_site_in_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/operator/sites/proxied/settings")
        {
            Content = new StringContent("""{"name":"Kept","retention_days":30}""", null, "application/json"),
        };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Authorization = new("Bearer", await MakeKeyAsync());

        GatewayResponse response = await _footfall.Gateway.SendAsync(request);

        Assert.Equal(400, response.Status);
        Assert.Contains("site_id is required with retention_days", response.Body, StringComparison.Ordinal);
    }

    /// <summary>Returns events with unique paths; every tenth is the user's.</summary>
    private static IEnumerable<SentEvent> Events(string site, string kind, string user)
    {
        for (int i = 0; ; i++)
        {
            string who = i % 10 == 0 ? user : $"other-{i % Users}";
            yield return new SentEvent(site, "page_view", $"/{kind}/{i}", who, DateTimeOffset.UtcNow.AddDays(-(i % 3)));
        }
    }

    private async Task<string> MakeKeyAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/operator/keys")
        {
            Content = new StringContent("""{"name":"proxied","scope":"operator"}""", null, "application/json"),
        };
        GatewayResponse key = await _footfall.Gateway.SendAsync(request);
        Assert.Equal(201, key.Status);
        return JsonDocument.Parse(key.Body).RootElement.GetProperty("key").GetString()!;
    }

    private async Task AssertAgreesAsync(string site, SentEvent[] left)
    {
        string expected = ExpectedStats.Json(site, null, left);
        await Eventually.GetAsync(
            $"statistics {expected}", () => _footfall.Gateway.GetStatsAsync(site), response => response.Status == 200 && ExpectedStats.Normalize(response.Body) == expected);
        DateOnly day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);
        string ofADay = ExpectedStats.Json(site, day, left);
        await Eventually.GetAsync(
            $"statistics {ofADay}", () => _footfall.Gateway.GetStatsAsync(site, day), response => response.Status == 200 && ExpectedStats.Normalize(response.Body) == ofADay);
        SiteLedger ledger = await SiteLedger.GetAsync(_footfall.Gateway, site);
        Assert.Equal((left.Length, 0, 0), (ledger.Stored, ledger.Queued, ledger.Dead));
    }

    private async Task<IEnumerable<string?>> ExportAsync(string path)
    {
        GatewayResponse export = await _footfall.Gateway.GetAsync(path);
        Assert.Equal((200, "application/x-ndjson"), (export.Status, export.ContentType));
        return [.. export.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("path").GetString())];
    }
}
