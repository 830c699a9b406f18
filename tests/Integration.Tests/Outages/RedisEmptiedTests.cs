using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using StackExchange.Redis;

namespace Footfall.Integration.Outages;

/// <summary>Redis lost its data or was restored to an earlier state, while PostgreSQL kept its checkpoints.</summary>
public sealed class RedisEmptiedTests(Servers servers)
{
    private static readonly LocalClusterOptions Options = new() { Redis = new RedisServerOptions { AppendFsync = "always" } };

    [Fact]
    public async Task What_is_sent_after_Redis_was_emptied_is_counted()
    {
        await using Installation footfall = await servers.StartAsync(Options);
        var events = new NumberedEvents("emptied", 50);
        Tally tally = await Load.SendAsync(events.Take(1_000), 16, footfall.Gateway);
        await ExactCounts.AssertAsync(footfall, tally);

        IDatabase redis = await footfall.Queue.DatabaseAsync();
        for (int round = 0; round < 3; round++)
        {
            await redis.ExecuteAsync("FLUSHALL");
            await Load.SendAsync(events.Take(500), 16, footfall.Gateway, into: tally);
            Assert.Empty(tally.Unconfirmed);
            await ExactCounts.AssertAsync(footfall, tally);
        }
    }

    [Fact]
    public async Task A_Redis_whose_clock_was_ahead_makes_no_new_event_look_old()
    {
        await using Installation footfall = await servers.StartAsync(Options);
        var events = new NumberedEvents("clock", 1);
        Tally tally = await Load.SendAsync(events.Take(1), 1, footfall.Gateway);
        await ExactCounts.AssertAsync(footfall, tally);

        // An entry two hours ahead, as if written before the clock stepped back; its id becomes the checkpoint.
        SentEvent ahead = events.Next();
        string id = $"{DateTimeOffset.UtcNow.AddHours(2).ToUnixTimeMilliseconds()}-0";
        await footfall.Queue.AddAsync(events.Sites[0], [QueueState.Entry(1, EntryBytes.Of(ahead))], [id]);
        tally.Add(ahead, new GatewayResponse(202, ""));
        await ExactCounts.AssertAsync(footfall, tally);

        // Checks the Redis life that issued the id, then that of an emptied Redis, then that of a restarted one.
        await Load.SendAsync(events.Take(10), 1, footfall.Gateway, into: tally);
        await ExactCounts.AssertAsync(footfall, tally);
        await (await footfall.Queue.DatabaseAsync()).ExecuteAsync("FLUSHALL");
        await Load.SendAsync(events.Take(10), 1, footfall.Gateway, into: tally);
        await ExactCounts.AssertAsync(footfall, tally);
        await footfall.LocalCluster.Redis!.RestartAsync();
        await AcceptAsync(footfall.Gateway, events, tally, 10);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    [Fact]
    public async Task Entries_that_an_older_copy_of_Redis_brings_back_are_not_counted_again()
    {
        await using Installation footfall = await servers.StartAsync(Options with { Silos = 0 });
        RedisServer redis = footfall.LocalCluster.Redis!;
        string data = Path.Combine(footfall.LocalCluster.Directory, "redis");
        string copy = data + ".copy";
        var events = new NumberedEvents("restored", 50);
        Tally tally = await Load.SendAsync(events.Take(1_000), 16, footfall.Gateway);
        await redis.StopAsync();
        CopyFolder(data, copy);
        await redis.RestartAsync();

        HostProcess silo = await footfall.LocalCluster.AddSiloAsync();
        await AcceptAsync(footfall.Gateway, events, tally, 500);
        await ExactCounts.AssertAsync(footfall, tally);

        // Twice: once with the silo stopped, as an operator would do it, and once with the silo running.
        await silo.StopAsync();
        await RestoreAsync(redis, data, copy);
        await footfall.LocalCluster.RestartAsync(silo);
        await AcceptAsync(footfall.Gateway, events, tally, 500);
        await ExactCounts.AssertAsync(footfall, tally);

        // The cluster's membership is restored too, to a state without this silo.
        await RestoreAsync(redis, data, copy);
        await AcceptAsync(footfall.Gateway, events, tally, 500);
        await ExactCounts.AssertAsync(footfall, tally);
    }

    /// <summary>Sends events until the given number was accepted.</summary>
    private static async Task AcceptAsync(GatewayClient gateway, NumberedEvents events, Tally tally, int count)
    {
        await using Load load = Load.Start(events.Endless(), 8, gateway, into: tally);
        await load.WaitForMoreAcceptedAsync(count);
        await load.StopAsync();
    }

    private static async Task RestoreAsync(RedisServer redis, string data, string copy)
    {
        await redis.KillAsync();
        Directory.Delete(data, recursive: true);
        CopyFolder(copy, data);
        await redis.RestartAsync();
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
