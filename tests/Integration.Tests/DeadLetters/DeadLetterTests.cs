using System.Text.Json;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.DeadLetters;

/// <summary>Actions on events that could not be stored.</summary>
public sealed class DeadLetterTests(Servers servers)
{
    [Fact]
    public async Task A_dead_letter_is_listed_replayed_once_or_deleted()
    {
        Installation footfall = await servers.SharedAsync();
        var events = new NumberedEvents("letters", 1);
        string site = events.Sites[0];
        SentEvent good = events.Next(), replayed = events.Next() with { Path = "/no-such-letter" };
        Assert.True((await footfall.Gateway.PostAsync(good)).IsAccepted);
        await footfall.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_such_letter CHECK (path <> '/no-such-letter') NOT VALID");
        await footfall.Queue.AddAsync(site, [QueueState.Entry(3, [9, 1, 2, 3]), QueueState.Entry(1, EntryBytes.Of(replayed))]);
        await AssertAsync(footfall, site, new SiteLedger(5, 1, "{}", 0, Dead: 4, 0));

        GatewayResponse list = await footfall.Gateway.GetAsync($"/api/sites/{site}/dead-letters");
        using JsonDocument found = JsonDocument.Parse(list.Body);
        JsonElement[] deadLetters = [.. found.RootElement.GetProperty("dead_letters").EnumerateArray()];
        Assert.Equal(["undecodable 3", "refused_by_store 1"], deadLetters.Select(deadLetter => $"{deadLetter.GetProperty("reason")} {deadLetter.GetProperty("events")}"));
        Assert.Equal("CQECAw==", deadLetters[0].GetProperty("payload_base64").GetString());
        Assert.Equal(replayed.User, deadLetters[1].GetProperty("decoded")[0].GetProperty("user_id").GetString());
        string undecodable = Path(site, deadLetters[0]), refused = Path(site, deadLetters[1]);

        Assert.Equal(409, await SendAsync(footfall, HttpMethod.Post, undecodable + "/replay"));
        Assert.Equal(409, await SendAsync(footfall, HttpMethod.Post, refused + "/replay"));
        await footfall.Store.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_such_letter");
        int[] both = await Task.WhenAll(SendAsync(footfall, HttpMethod.Post, refused + "/replay"), SendAsync(footfall, HttpMethod.Post, refused + "/replay"));
        Assert.Equal([200, 404], both.Order());
        Assert.Equal(404, await SendAsync(footfall, HttpMethod.Delete, $"{refused}?site_id={site}"));

        Assert.Equal(200, await SendAsync(footfall, HttpMethod.Delete, $"{undecodable}?site_id={site}"));
        Assert.Equal(404, await SendAsync(footfall, HttpMethod.Delete, $"{undecodable}?site_id={site}"));
        await AssertAsync(footfall, site, new SiteLedger(5, 2, "{\"dead_letter_deleted\":3}", 0, 0, 0));
        var tally = new Tally();
        Array.ForEach([good, replayed], sent => tally.Add(sent, new GatewayResponse(202, "")));
        await ExactCounts.AssertAsync(footfall, tally);
    }

    private static string Path(string site, JsonElement deadLetter) => $"/api/sites/{site}/dead-letters/{deadLetter.GetProperty("key")}";

    private static async Task<int> SendAsync(Installation footfall, HttpMethod method, string path) =>
        (await footfall.Gateway.SendAsync(method, path)).Status;

    private static Task<SiteLedger> AssertAsync(Installation footfall, string site, SiteLedger expected) =>
        Eventually.GetAsync($"{expected}", () => SiteLedger.GetAsync(footfall.Gateway, site), ledger => ledger == expected);
}
