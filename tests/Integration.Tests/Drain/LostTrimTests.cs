using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Drain;

/// <summary>Entries that remain in the queue although their commit succeeded are not counted again.</summary>
public sealed class LostTrimTests(Servers servers)
{
    [Fact]
    public async Task Committed_entries_that_came_back_are_not_counted_again()
    {
        Installation footfall = await servers.SharedAsync();
        var events = new NumberedEvents("lost-trim", 1);
        string site = events.Sites[0];
        var tally = new Tally();
        await PostAsync(footfall, tally, events);

        SentEvent[] moved = [.. events.Take(60)];
        string[] ids = await footfall.Queue.AddAsync(site, Entries(moved));
        AddAll(tally, moved);
        await ExactCounts.AssertAsync(footfall, tally);

        // First all of them, then some with new entries behind them in the same stream, then all once more.
        await footfall.Queue.AddAsync(site, Entries(moved), ids);
        await ExactCounts.AssertAsync(footfall, tally);

        SentEvent[] fresh = [.. events.Take(4)];
        IReadOnlyList<string> after = [.. Enumerable.Range(1, 2).Select(step => $"{long.Parse(ids[^1].Split('-')[0]) + 1}-{step}")];
        await footfall.Queue.AddAsync(site, [.. Entries(moved).TakeLast(10), .. Entries(fresh)], [.. ids.TakeLast(10), .. after]);
        AddAll(tally, fresh);
        await ExactCounts.AssertAsync(footfall, tally);

        await footfall.Queue.AddAsync(site, [.. Entries(moved), .. Entries(fresh)], [.. ids, .. after]);
        await PostAsync(footfall, tally, events);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    private static List<StackExchange.Redis.NameValueEntry[]> Entries(SentEvent[] events) =>
        [.. events.Chunk(2).Select(pair => QueueState.Entry(2, EntryBytes.Of(pair)))];

    private static async Task PostAsync(Installation footfall, Tally tally, NumberedEvents events)
    {
        SentEvent next = events.Next();
        tally.Add(next, await footfall.Gateway.PostAsync(next));
        Assert.Single(tally.Accepted, next);
    }

    private static void AddAll(Tally tally, SentEvent[] events)
    {
        foreach (SentEvent sent in events)
        {
            tally.Add(sent, new GatewayResponse(202, ""));
        }
    }
}
