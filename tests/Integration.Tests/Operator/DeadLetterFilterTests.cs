using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Queue;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>Actions on many dead letters at once.</summary>
public sealed class DeadLetterFilterTests(Servers servers)
{
    private const string Path = "/api/operator/dead-letters";

    [Fact]
    public async Task Those_that_meet_a_filter_are_listed_replayed_and_deleted()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 2 });
        var events = new NumberedEvents("filtered/{x}", 3);
        Assert.True((await footfall.Gateway.PostAsync(events.Next(events.Sites[0]))).IsAccepted);
        await footfall.Queue.WaitUntilEmptyAsync(events.Sites);
        await footfall.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_such_path CHECK (path <> '/refused') NOT VALID");
        foreach (string site in events.Sites)
        {
            Assert.True((await footfall.Gateway.PostAsync(events.Next(site))).IsAccepted);
            await footfall.Queue.AddAsync(site, [
                QueueState.Entry(3, [9, 1, 2, 3]),
                .. Enumerable.Range(0, 4).Select(_ => QueueState.Entry(1, EntryBytes.Of(events.Next(site) with { Path = "/refused" }))),
            ]);
        }

        await Eventually.GetAsync("all dead letters", () => TotalAsync(footfall, ""), total => total == 15);
        Assert.Equal(12, await TotalAsync(footfall, "?reason=refused_by_store"));
        Assert.Equal(5, await TotalAsync(footfall, $"?site_id={Uri.EscapeDataString(events.Sites[1])}"));
        Assert.Equal(12, await TotalAsync(footfall, "?search=NO_SUCH"));
        Assert.Equal(0, await TotalAsync(footfall, "?search=no%25such"));
        Assert.Equal(15, (await WalkAsync(footfall)).Distinct().Count());

        // They still cannot be stored at first; afterwards they can.
        Assert.Equal("""{"done":0,"failed":12,"left":12}""", await ChangeAsync(footfall, HttpMethod.Post, "/replay?reason=refused_by_store"));
        await footfall.Store.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_such_path");
        Assert.Equal(
            """{"done":4,"failed":0,"left":0}""",
            await ChangeAsync(footfall, HttpMethod.Post, $"/replay?reason=refused_by_store&site_id={Uri.EscapeDataString(events.Sites[2])}"));
        Assert.Equal("""{"done":8,"failed":3,"left":3}""", await ChangeAsync(footfall, HttpMethod.Post, "/replay?all=true"));
        Assert.Equal("""{"done":3,"failed":0,"left":0}""", await ChangeAsync(footfall, HttpMethod.Delete, "?search=unknown%20version"));
        foreach (string site in events.Sites)
        {
            int stored = site == events.Sites[0] ? 6 : 5;
            Assert.Equal(
                new SiteLedger(stored + 3, stored, "{\"dead_letter_deleted\":3}", 0, 0, 0), await SiteLedger.GetAsync(footfall.Gateway, site));
        }
    }

    [Theory]
    [InlineData("GET", "?reason=odd", "reason must be undecodable, invalid or refused_by_store")]
    [InlineData("GET", "?after=odd", "after must be the value of next in an earlier response")]
    [InlineData("GET", "?limit=1000", "limit must be between 1 and 200")]
    [InlineData("POST", "/replay", "site_id, reason or search is required; all=true selects all dead letters")]
    [InlineData("DELETE", "", "site_id, reason or search is required; all=true selects all dead letters")]
    public async Task What_is_wrong_with_a_question_is_said(string method, string rest, string fault)
    {
        Installation footfall = await servers.SharedAsync();

        Assert.Equal(fault, JsonError.AssertRefusal(await footfall.Gateway.SendAsync(new HttpMethod(method), Path + rest), 400));
    }

    private static async Task<long> TotalAsync(Installation footfall, string query)
    {
        GatewayResponse response = await footfall.Gateway.GetAsync(Path + query);
        using JsonDocument json = JsonDocument.Parse(response.Body);
        return json.RootElement.GetProperty("total").GetInt64();
    }

    /// <summary>Returns all dead letters, page by page.</summary>
    private static async Task<List<string>> WalkAsync(Installation footfall)
    {
        var keys = new List<string>();
        string? next = "";
        while (next is not null)
        {
            GatewayResponse response = await footfall.Gateway.GetAsync($"{Path}?limit=4&after={next}");
            using JsonDocument json = JsonDocument.Parse(response.Body);
            keys.AddRange(json.RootElement.GetProperty("dead_letters").EnumerateArray()
                .Select(deadLetter => $"{deadLetter.GetProperty("site_id")} {deadLetter.GetProperty("key")}"));
            next = json.RootElement.GetProperty("next").GetString();
        }

        return keys;
    }

    private static async Task<string> ChangeAsync(Installation footfall, HttpMethod method, string rest)
    {
        GatewayResponse response = await footfall.Gateway.SendAsync(method, Path + rest);
        Assert.True(response.Status == 200, $"{response}");
        return response.Body;
    }
}
