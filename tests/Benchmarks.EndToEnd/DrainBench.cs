using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Store;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Queued events to committed rows by one silo; the ceiling is one connection's COPY of the same rows to the same table.</summary>
internal static class DrainBench
{
    private const int Events = 2_000_000;

    /// <summary>Sites, events per entry, and what events have beside the plain fields.</summary>
    private static readonly (int Sites, int PerEntry, string With)[] Cases =
        [(1, 100, ""), (10, 100, ""), (1000, 1, ""), (50_000, 1, ""), (50_000, 100, ""), (1000, 100, Ids), (1000, 100, AllFields), (1000, 100, "")];

    private const string Ids = "ids";
    private const string AllFields = "all_fields";

    public static async Task RunAsync()
    {
        double rate = 0;
        foreach ((int sites, int perEntry, string with) in Cases)
        {
            rate = await MeasureAsync(Events, sites, perEntry, with == Ids, hasDetails: with == AllFields);
            Figures.Print(
                string.Create(CultureInfo.InvariantCulture, $"drain_{sites}_sites_{perEntry}_per_entry{(with == "" ? "" : "_with_" + with)}"), rate, "events/s");
        }

        double ceiling = await MeasureCopyAsync(Events);
        Figures.Print("copy", ceiling, "events/s");
        Figures.PrintRatio(rate, ceiling);
    }

    /// <summary>Measures the events per second of one silo.</summary>
    /// <param name="events">The number of events queued before it starts.</param>
    /// <param name="sites">The number of sites that share them.</param>
    /// <param name="perEntry">Events per entry.</param>
    /// <param name="hasIds">Whether each has an event_id.</param>
    /// <param name="uncounted">The number of events drained before the measurement, so that the code is compiled.</param>
    /// <param name="hasDetails">Whether events have all fields.</param>
    public static async Task<double> MeasureAsync(int events, int sites, int perEntry, bool hasIds, int uncounted = 0, bool hasDetails = false)
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 0, Gateways = 0 });
        await new QueuedEvents(sites, perEntry, hasIds, hasDetails: hasDetails).FillAsync(cluster.RedisConnection, events);
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        Task<HostProcess> silo = cluster.AddSiloAsync();

        // From the first visible rows to the last, because the silo's start is not part of its drain.
        long first = 0;
        long start = 0;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            long stored = await StoredEvents.CountAsync(database);
            if (start == 0 && stored > uncounted)
            {
                (first, start) = (stored, Stopwatch.GetTimestamp());
            }

            if (stored >= events)
            {
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                using var process = Process.GetProcessById((await silo).Id);
                Figures.Log($"{sites} sites, {perEntry} an entry: {events - first} in {elapsed.TotalSeconds:0.0} s; silo {process.PeakWorkingSet64 >> 20} MB at most");
                return (events - first) / elapsed.TotalSeconds;
            }

            await Task.Delay(200, limit.Token);
        }
    }

    /// <summary>Measures rows per second of one connection's COPY into the same table, excluding the preparation of the bytes.</summary>
    public static async Task<double> MeasureCopyAsync(int events)
    {
        const int Sites = 1000;
        const int PerEntry = 100;
        const int PerCopy = 20_000;

        // A silo creates the tables and, with the first event, the month.
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Gateways = 0 });
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
        var queued = new QueuedEvents(Sites, 1, false);
        await queued.FillAsync(cluster.RedisConnection, 1);
        while (await StoredEvents.CountAsync(database) == 0)
        {
            await Task.Delay(50);
        }

        await cluster.RemoveAsync(cluster.Silos[0]);
        var copies = new List<byte[]>();
        var rows = new BinaryCopyWriter();
        for (int put = 0, site = 0; put < events; put += PerCopy)
        {
            using var copy = new MemoryStream();
            rows.Begin(copy, hasDetails: false);
            for (int inCopy = 0; inCopy < PerCopy; inCopy += PerEntry, site++)
            {
                rows.BeginSite(QueuedEvents.Site(site % Sites), DateTime.UtcNow, 0);
                await rows.WriteAsync(new BatchEntry(EntryId.None, queued.Entry(PerEntry), null));
            }

            await rows.EndAsync();
            copies.Add(copy.ToArray());
        }

        await using NpgsqlConnection connection = await database.OpenConnectionAsync();
        string sql = SqlText.Load("CommitTransaction.CopyEvents");
        long start = Stopwatch.GetTimestamp();
        foreach (byte[] copy in copies)
        {
            await using NpgsqlRawCopyStream stream = await connection.BeginRawBinaryCopyAsync(sql);
            await stream.WriteAsync(copy);
        }

        return events / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
