using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Wire;

namespace Footfall.Integration.Drain;

/// <summary>Entries that no gateway of this version wrote become dead letters, and their neighbours are stored.</summary>
public sealed class RefusedRowTests(Servers servers)
{
    private const int Undecodable = 1;
    private const int Invalid = 2;

    private static readonly long Now = EventTime.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task Poison_between_good_entries_is_set_aside_with_its_reason()
    {
        Installation footfall = await servers.SharedAsync();
        var events = new NumberedEvents("poison", 1);
        string site = events.Sites[0];
        var tally = new Tally();
        await PostAsync(footfall, tally, events);

        byte[] badPath = EntryBytes.Encode(Now, "page_view"u8.ToArray(), [(byte)'/', 0xC3, 0x28], null);
        byte[] future = [9, 1, 2, 3];
        byte[] cut = EntryBytes.Of(events.Next())[..^3];
        byte[] unknownField = EntryBytes.Of([[0x20, 0, 0, 0, 0, 0, 0, 0, 0]]);
        string[] ids = await footfall.Queue.AddAsync(site,
        [
            QueueState.Entry(2, EntryBytes.Of(Good(2))),
            QueueState.Entry(3, future),
            QueueState.Entry(3, [.. EntryBytes.Of(Good(1)), .. badPath, .. EntryBytes.WithoutHead(EntryBytes.Of(Good(1)))]),
            [new("n", "2"), new("x", "y")],
            QueueState.Entry(4, cut),
            QueueState.Entry(1, []),
            QueueState.Entry(1, unknownField),
            QueueState.Entry(3, EntryBytes.Of(
                EntryBytes.Encode(Now, null, "/"u8.ToArray(), null),
                EntryBytes.Encode(long.MaxValue, "page_view"u8.ToArray(), null, null),
                EntryBytes.Encode(Now, "page_view"u8.ToArray(), null, "a\0b"u8.ToArray()))),
            QueueState.Entry(1, EntryBytes.Of(Good(1))),
        ]);

        await PostAsync(footfall, tally, events);
        await ExactCounts.AssertAsync(footfall, tally);
        Dictionary<(string Id, int Index), (int Events, int Reason, string Detail, string Payload)> deadLetters = await DeadLettersAsync(footfall.Store, site);
        Assert.Equal(9, deadLetters.Count);
        Assert.Equal((3, Undecodable, "unknown version 9 of the queue's encoding", Convert.ToHexString(future)), deadLetters[(ids[1], -1)]);
        Assert.Equal((1, Invalid, "path is not UTF-8 text, or has a NUL", Convert.ToHexString(EntryBytes.Of([badPath]))), deadLetters[(ids[2], 1)]);
        Assert.Equal((2, Undecodable, "the entry has no field b", Convert.ToHexString("n=2\nx=y"u8)), deadLetters[(ids[3], -1)]);
        Assert.Equal((4, Undecodable, "the bytes of event 0 are not of the entry's form", Convert.ToHexString(cut)), deadLetters[(ids[4], -1)]);
        Assert.Equal((1, Undecodable, "the entry is empty", ""), deadLetters[(ids[5], -1)]);
        Assert.Equal((1, Undecodable, "the bytes of event 0 are not of the entry's form", Convert.ToHexString(unknownField)), deadLetters[(ids[6], -1)]);
        Assert.Equal("event_type is missing or empty", deadLetters[(ids[7], 0)].Detail);
        Assert.Equal("timestamp is outside the years 2000 to 2099", deadLetters[(ids[7], 1)].Detail);
        Assert.Equal("user_id is not UTF-8 text, or has a NUL", deadLetters[(ids[7], 2)].Detail);
        Assert.Equal(15L, await footfall.Store.ScalarAsync<long>("SELECT dead FROM site_state WHERE site_id = $1", site));

        SentEvent[] Good(int count)
        {
            SentEvent[] good = [.. events.Take(count)];
            foreach (SentEvent sent in good)
            {
                tally.Add(sent, new GatewayResponse(202, ""));
            }

            return good;
        }
    }

    [Fact]
    public async Task Rows_that_PostgreSQL_refuses_are_set_aside_and_those_beside_them_stored()
    {
        Installation footfall = await servers.SharedAsync();
        var events = new NumberedEvents("refused-rows", 5);
        await footfall.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_such_path CHECK (path <> '/refused') NOT VALID");
        SentEvent[] refused = [.. events.Take(7).Select(sent => sent with { Path = "/refused" })];
        SentEvent[] good = [.. events.Take(400)];
        SentEvent[] mixed = [.. good, .. refused];
        Random.Shared.Shuffle(mixed);
        Assert.Equal(mixed.Length, (await Load.SendAsync(mixed, 32, footfall.Gateway)).Accepted.Count);

        var tally = new Tally();
        Array.ForEach(good, sent => tally.Add(sent, new GatewayResponse(202, "")));
        await ExactCounts.AssertAsync(footfall, tally);
        await footfall.Store.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_such_path");
        Assert.Equal(refused.Length, await footfall.Store.ScalarAsync<long>(
            "SELECT count(*) FROM dead_letters WHERE site_id LIKE 'refused-rows-%' AND reason = 3 AND events = 1 AND detail LIKE '23514: %no_such_path%'"));
        Assert.Equal(refused.Length, await footfall.Store.ScalarAsync<decimal>("SELECT sum(dead) FROM site_state WHERE site_id LIKE 'refused-rows-%'"));
    }

    private static async Task PostAsync(Installation footfall, Tally tally, NumberedEvents events)
    {
        SentEvent next = events.Next();
        tally.Add(next, await footfall.Gateway.PostAsync(next));
        Assert.Contains(next, tally.Accepted);
        await footfall.Queue.WaitUntilEmptyAsync([next.Site]);
    }

    private static Task<Dictionary<(string Id, int Index), (int Events, int Reason, string Detail, string Payload)>> DeadLettersAsync(StoredEvents store, string site) =>
        store.ReadAsync(
            "SELECT ms || '-' || seq, idx, events, reason::int, detail, upper(encode(payload, 'hex')) FROM dead_letters WHERE site_id = $1",
            row => KeyValuePair.Create(
                (row.GetString(0), row.GetInt32(1)), (row.GetInt32(2), row.GetInt32(3), row.GetString(4), row.GetString(5))),
            site);
}
