using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;
using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>A whole stack that repeatedly gets the same load, with the results of each run.</summary>
internal sealed class MeasuredCluster : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly LocalCluster _cluster;
    private readonly NpgsqlDataSource _database;
    private readonly List<double> _rates = [];
    private readonly List<double> _processorTimes = [];

    private MeasuredCluster(LocalCluster cluster)
    {
        _cluster = cluster;
        _database = NpgsqlDataSource.Create(cluster.Postgres!.NpgsqlConnectionString("footfall"));
    }

    /// <summary>Events per second from the first post to the last row: the median of the runs since <see cref="ClearHistory"/>.</summary>
    public double Rate => Median(_rates);

    /// <summary>CPU time of silo and gateway per event, in microseconds; also a median.</summary>
    public double ProcessorTime => Median(_processorTimes);

    public IEnumerable<Uri> Hosts => _cluster.Silos.Concat(_cluster.Gateways).Select(host => host.Address);

    /// <param name="settings">The settings of all hosts.</param>
    public static async Task<MeasuredCluster> StartAsync(IReadOnlyDictionary<string, string> settings) =>
        new(await LocalCluster.StartAsync(new LocalClusterOptions { Environment = settings }));

    /// <summary>The rate of each run since <see cref="ClearHistory"/>.</summary>
    public IReadOnlyList<double> Rates => _rates;

    public static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }

    public void ClearHistory()
    {
        _rates.Clear();
        _processorTimes.Clear();
    }

    /// <summary>Sends events as fast as they are accepted, and waits until all are stored.</summary>
    public async Task RunAsync(LoadOptions load)
    {
        long target = await StoredEvents.CountAsync(_database);
        TimeSpan before = HostsProcessorTime();
        long start = Stopwatch.GetTimestamp();
        LoadResult sent = await new LoadRun(load with { Url = _cluster.GatewayAddress, Length = Limit }).RunAsync();
        target += sent.Confirmed;
        using var limit = new CancellationTokenSource(Limit);
        while (await StoredEvents.CountAsync(_database) < target)
        {
            await Task.Delay(PollInterval, limit.Token);
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        _rates.Add(sent.Confirmed / took.TotalSeconds);
        _processorTimes.Add((HostsProcessorTime() - before).TotalMicroseconds / sent.Confirmed);
    }

    /// <summary>Returns the number that a query selects.</summary>
    public Task<long> CountAsync(string sql) => StoredEvents.CountAsync(_database, sql);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private TimeSpan HostsProcessorTime()
    {
        var sum = TimeSpan.Zero;
        foreach (HostProcess host in _cluster.Silos.Concat(_cluster.Gateways))
        {
            using var process = Process.GetProcessById(host.Id);
            sum += process.TotalProcessorTime;
        }

        return sum;
    }
}
