using System.Globalization;
using Footfall.Dev.Servers;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// Bytes per event in Redis while it is queued, and in PostgreSQL, including indexes; the baselines are the original system's schema
/// with the same events, and Umami's for events with all fields.
/// </summary>
internal static class StorageBench
{
    private const int Events = 1_000_000;
    private const int Sites = 1000;

    /// <summary>Sites with so many events that attribute sets are not new any more.</summary>
    private const int LargeSites = 10;

    public static async Task RunAsync()
    {
        foreach (int perEntry in new[] { 1, 10, 100 })
        {
            Figures.Print(string.Create(CultureInfo.InvariantCulture, $"queue_{perEntry}_per_entry"), await MeasureQueueAsync(perEntry), "bytes/event");
        }

        (double plain, double original) = await MeasureStoreAsync(hasDetails: false);
        (double detailed, double umami) = await MeasureStoreAsync(hasDetails: true);
        Figures.Print("storage_all_fields_more", detailed - plain, "bytes/event");
        Figures.Print("storage_all_fields_large_sites_more", await MeasureOursAsync(LargeSites) - plain, "bytes/event");
        Figures.Print("storage_all_fields_to_umami", detailed / umami, "times");
        Figures.PrintRatio(plain, original);
    }

    /// <summary>Measures the bytes per event with all fields of Footfall's tables.</summary>
    private static async Task<double> MeasureOursAsync(int sites)
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Gateways = 0 });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        return await FillAsync(cluster, database, sites, hasDetails: true);
    }

    /// <summary>Measures the bytes per event of Footfall's tables, and of the other schema that the same events are compared in.</summary>
    private static async Task<(double Ours, double Other)> MeasureStoreAsync(bool hasDetails)
    {
        string suffix = hasDetails ? "_all_fields" : "";
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Gateways = 0 });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));

        double ours = await FillAsync(cluster, database, Sites, hasDetails);
        Figures.Print("storage" + suffix, ours, "bytes/event");
        if (hasDetails)
        {
            Figures.Print("storage_attribute_sets", await SizeAsync(database, "SELECT pg_total_relation_size('event_attributes')::numeric") / Events, "bytes/event");
            await UmamiSchema.FillAsync(database);
        }
        else
        {
            await OriginalSchema.FillAsync(database);
        }

        double other = await SizeAsync(database, hasDetails
            ? "SELECT (pg_total_relation_size('umami.session') + pg_total_relation_size('umami.website_event'))::numeric"
            : "SELECT pg_total_relation_size('original.events')::numeric") / Events;
        Figures.Print(hasDetails ? "storage_umami" : "storage_original", other, "bytes/event");
        return (ours, other);
    }

    /// <summary>Stores events with one silo, stops it, and returns the bytes per event.</summary>
    private static async Task<double> FillAsync(LocalCluster cluster, NpgsqlDataSource database, int sites, bool hasDetails)
    {
        // The events of an entry share their time here, which would make the others' indexes too small.
        await new QueuedEvents(sites, perEntry: 1, hasIds: false, hasDetails: hasDetails).FillAsync(cluster.RedisConnection, Events);
        while (await StoredEvents.CountAsync(database) < Events)
        {
            await Task.Delay(100);
        }

        await cluster.RemoveAsync(cluster.Silos[0]);
        return await SizeAsync(database, """
            SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'public.events'::regclass)
                + pg_total_relation_size('event_attributes')
                + pg_total_relation_size('rollup_days') + pg_total_relation_size('rollup_paths') + pg_total_relation_size('rollup_users')
            """) / Events;
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
