using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Stacks;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>The table of very many sites: quick to ask, and cheap to look at.</summary>
[Collection(Alone.Name)]
public sealed class SiteTableSpeedTests(Servers servers, ITestOutputHelper output)
{
    private static readonly string[] Sorts = ["site_id", "rate", "queued", "oldest", "last_commit", "stored", "refused", "duplicates", "dead"];

    [Fact]
    public async Task Hundred_thousand_sites_are_answered_in_no_time()
    {
        await using Installation footfall = await servers.StartAsync(new StackOptions());
        await footfall.Store.ExecuteAsync(
            """
            INSERT INTO site_state (site_id, commit_id, stored, refused, last_committed_at)
            SELECT 'site-' || md5(n::text), gen_random_uuid(), n % 1000, CASE WHEN n % 3 = 0 THEN '{"invalid": 2}' ELSE '{}' END::jsonb, now() - n * interval '1 second'
            FROM generate_series(1, 100000) AS n
            """);
        await Eventually.GetAsync(
            "all sites", () => footfall.Gateway.GetAsync("/api/operator/sites"), answer => answer.Body.Contains("\"total\":100000", StringComparison.Ordinal));
        var fresh = new List<TimeSpan>();
        var known = new List<TimeSpan>();
        for (int round = 0; round < 3; round++)
        {
            foreach (string sort in Sorts)
            {
                // Some of them fall on a refresh of the table.
                string query = $"/api/operator/sites?search={round:x}&sort={sort}&offset={round * 1000}";
                fresh.Add(await MeasureAsync(footfall.Gateway, query));
                known.Add(await MeasureAsync(footfall.Gateway, query));
            }
        }

        output.WriteLine($"a new order: {Describe(fresh)}; a known one: {Describe(known)}");
        Assert.InRange(Median(fresh), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        Assert.InRange(Median(known), TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }

    private static async Task<TimeSpan> MeasureAsync(GatewayClient gateway, string path)
    {
        long start = Stopwatch.GetTimestamp();
        Answer answer = await gateway.GetAsync(path);
        Assert.Equal(200, answer.Status);
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static string Describe(List<TimeSpan> times) =>
        $"median {Median(times).TotalMilliseconds:0.0} ms, longest {times.Max().TotalMilliseconds:0.0} ms";
}
