using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>The table of very many sites is quick to query and cheap to watch.</summary>
[Collection(Alone.Name)]
public sealed class SiteTableSpeedTests(Servers servers, ITestOutputHelper output)
{
    private const int Viewers = 10;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    private static readonly string[] Sorts = ["site_id", "rate", "queued", "oldest", "last_commit", "stored", "refused", "duplicates", "dead"];

    [Fact]
    public async Task Hundred_thousand_sites_are_answered_in_no_time()
    {
        await using Installation footfall = await StartAsync();
        var fresh = new List<TimeSpan>();
        var known = new List<TimeSpan>();
        for (int round = 0; round < 3; round++)
        {
            foreach (string sort in Sorts)
            {
                // Some of these fall on a refresh of the table.
                string query = $"/api/operator/sites?search={round:x}&sort={sort}&offset={round * 1000}";
                fresh.Add(await MeasureAsync(footfall.Gateway, query));
                known.Add(await MeasureAsync(footfall.Gateway, query));
            }
        }

        double slowness = MachineSpeed.Slowness();
        output.WriteLine($"a new order: {Describe(fresh)}; a known one: {Describe(known)}; the machine is {slowness:0.0} times as slow as usual");
        Assert.InRange(Median(fresh), TimeSpan.Zero, TimeSpan.FromMilliseconds(100) * slowness);
        Assert.InRange(Median(known), TimeSpan.Zero, TimeSpan.FromMilliseconds(20) * slowness);
    }

    /// <summary>
    /// CPU time of all processes together: gateway, silo, Redis, PostgreSQL. Ten viewers, each with its own sort order, because the cost
    /// of one viewer is below the normal variation of such an installation.
    /// </summary>
    [Fact, Trait("Tier", "slow"), Trait("Measures", "speed")]
    public async Task Ten_viewers_of_hundred_thousand_sites_cost_less_than_ten_hundredths_of_a_core()
    {
        await using Installation footfall = await StartAsync();
        var with = new List<double>();
        var without = new List<double>();
        for (int round = 0; round < 3; round++)
        {
            LiveViewer[] viewers = [.. Enumerable.Range(0, Viewers).Select(viewer => LiveViewer.Open(
                footfall.Gateway.Http.BaseAddress!, $"/api/operator/sites/live?sort={Sorts[viewer % Sorts.Length]}&search={viewer:x}", "sites"))];
            await Eventually.TrueAsync("the tables", () => viewers.All(viewer => viewer.Number("total") == 100_000));
            with.Add(await ShareOfACoreAsync());
            await Task.WhenAll(viewers.Select(viewer => viewer.DisposeAsync().AsTask()));
            without.Add(await ShareOfACoreAsync());
        }

        // The minimum, because the first samples include other work of a new installation.
        double slowness = MachineSpeed.Slowness();
        output.WriteLine($"with {Viewers} viewers {Describe(with)} of a core, without {Describe(without)}; the machine is {slowness:0.0} times as slow as usual");
        double cost = (with.Min() - without.Min()) / Viewers / slowness;
        Assert.True(cost < 0.01, $"a viewer took {cost:P2} of a core, or would on a quiet machine");
    }

    private async Task<Installation> StartAsync()
    {
        Installation footfall = await servers.StartAsync(new LocalClusterOptions());
        await footfall.Store.ExecuteAsync(
            """
            INSERT INTO site_state (site_id, commit_id, stored, refused, last_committed_at)
            SELECT 'site-' || md5(n::text), gen_random_uuid(), n % 1000, CASE WHEN n % 3 = 0 THEN '{"invalid": 2}' ELSE '{}' END::jsonb, now() - n * interval '1 second'
            FROM generate_series(1, 100000) AS n
            """);
        await Eventually.GetAsync(
            "all sites", () => footfall.Gateway.GetAsync("/api/operator/sites"), response => response.Body.Contains("\"total\":100000", StringComparison.Ordinal));
        return footfall;
    }

    /// <summary>Measures the CPU time of all descendants of this process over some seconds.</summary>
    private static async Task<double> ShareOfACoreAsync()
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = CpuTimeOf(Environment.ProcessId);
        await Eventually.TrueAsync("the time is over", () => Stopwatch.GetElapsedTime(start) > Measured);
        return (CpuTimeOf(Environment.ProcessId) - before) / Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Returns the CPU time of all descendants in hundredths of a second, including those that have ended.</summary>
    private static TimeSpan CpuTimeOf(int parent)
    {
        TimeSpan sum = TimeSpan.Zero;
        foreach (string child in Directory.EnumerateDirectories($"/proc/{parent}/task")
            .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            string[] fields = File.ReadAllText($"/proc/{child}/stat").Split(") ")[^1].Split(' ');
            sum += TimeSpan.FromMilliseconds(10 * fields[11..15].Sum(long.Parse)) + CpuTimeOf(int.Parse(child));
        }

        return sum;
    }

    private static async Task<TimeSpan> MeasureAsync(GatewayClient gateway, string path)
    {
        long start = Stopwatch.GetTimestamp();
        GatewayResponse response = await gateway.GetAsync(path);
        Assert.Equal(200, response.Status);
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static string Describe(List<double> shares) => string.Join(", ", shares.Select(share => $"{share:P2}"));

    private static string Describe(List<TimeSpan> times) =>
        $"median {Median(times).TotalMilliseconds:0.0} ms, longest {times.Max().TotalMilliseconds:0.0} ms";
}
