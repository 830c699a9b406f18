using System.Globalization;
using Footfall.Dev.Servers;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Bytes per event in Redis while it is queued, and in PostgreSQL, including indexes; the baseline is the original system's schema
/// with the same events.
/// </summary>
internal static class StorageBench
{
    private const int Events = 1_000_000;
    private const int Sites = 1000;

    public static async Task RunAsync()
    {
        foreach (int perEntry in new[] { 1, 10, 100 })
        {
            Figures.Print(string.Create(CultureInfo.InvariantCulture, $"queue_{perEntry}_per_entry"), await MeasureQueueAsync(perEntry), "bytes/event");
        }

        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Gateways = 0 });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        // The events of an entry share their time here, which would make the original's indexes too small.
        await new QueuedEvents(Sites, perEntry: 1, hasIds: false).FillAsync(cluster.RedisConnection, Events);
        while (await StoredEvents.CountAsync(database) < Events)
        {
            await Task.Delay(100);
        }

        await cluster.RemoveAsync(cluster.Silos[0]);
        await OriginalSchema.FillAsync(database);
        double ours = await SizeAsync(database, """
            SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'public.events'::regclass)
                + pg_total_relation_size('rollup_days') + pg_total_relation_size('rollup_paths') + pg_total_relation_size('rollup_users')
            """);
        double original = await SizeAsync(database, "SELECT pg_total_relation_size('original.events')::numeric");
        Figures.Print("storage", ours / Events, "bytes/event");
        Figures.Print("storage_original", original / Events, "bytes/event");
        Figures.PrintRatio(ours, original);
    }

    /// <summary>Returns the memory that Redis reports as used, per event that it holds.</summary>
    private static async Task<double> MeasureQueueAsync(int perEntry)
    {
        await using RedisServer server = await RedisServer.StartAsync(new RedisServerOptions());
        long empty = await UsedMemoryAsync(server);
        await new QueuedEvents(Sites, perEntry, hasIds: false).FillAsync(server.ConnectionString, Events);
        return (double)(await UsedMemoryAsync(server) - empty) / Events;
    }

    private static async Task<long> UsedMemoryAsync(RedisServer server)
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        IGrouping<string, KeyValuePair<string, string>>[] memory = await redis.GetServers().Single().InfoAsync("memory");
        return long.Parse(memory.SelectMany(section => section).First(line => line.Key == "used_memory").Value, CultureInfo.InvariantCulture);
    }

    private static async Task<double> SizeAsync(NpgsqlDataSource database, string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        return (double)(decimal)(await command.ExecuteScalarAsync())!;
    }
}
