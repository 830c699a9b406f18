using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Store;

/// <summary>A PostgreSQL that allows only the connections that its silos may open, plus the test's own two.</summary>
public sealed class ConnectionBudgetTests(ITestOutputHelper output)
{
    /// <summary>The default of <c>Store:Connections</c>.</summary>
    private const int PerSilo = 4;

    private const int Silos = 3;
    private const int Events = 20_000;
    private const int Asking = 24;

    [Fact]
    public async Task Silos_under_load_and_questions_never_have_more_connections_than_said()
    {
        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions
        {
            Silos = Silos,
            Postgres = new PostgresServerOptions
            {
                Settings = new Dictionary<string, string>
                {
                    ["max_connections"] = $"{(Silos * PerSilo) + 2}",
                    ["superuser_reserved_connections"] = "0",
                },
            },
        });
        using var ended = new CancellationTokenSource();
        var events = new NumberedEvents("budget", 200);
        Task<int[]> watching = WatchAsync(footfall.Store, ended.Token);
        Task<int[]>[] asking = [.. Enumerable.Range(0, Asking).Select(client => AskAsync(footfall.Gateway, events.Sites, client, ended.Token))];

        Tally tally = await Load.SendAsync(events.Take(Events), 48, footfall.Gateway);
        await ExactCounts.AssertAsync(footfall, tally);
        await ended.CancelAsync();
        int[] sessions = await watching;
        int[] statuses = [.. (await Task.WhenAll(asking)).SelectMany(answers => answers)];

        output.WriteLine($"{tally}; {statuses.Length} questions; {sessions.Length} looks, {sessions.Min()} to {sessions.Max()} sessions");
        Assert.Equal(Events, tally.Accepted.Count);
        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.InRange(sessions.Max(), Silos * PerSilo * 3 / 4, Silos * PerSilo);
        Assert.DoesNotContain("too many clients", footfall.LocalCluster.Postgres!.Output, StringComparison.Ordinal);
        Assert.All(footfall.LocalCluster.Silos, silo => Assert.DoesNotMatch("PostgreSQL at [^ ]+ is away", silo.Output));
    }

    private static async Task<int[]> WatchAsync(StoredEvents store, CancellationToken ended)
    {
        var counts = new List<int>();
        while (!ended.IsCancellationRequested)
        {
            counts.Add((int)await store.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name IN ('footfall', 'footfall-lane')"));
        }

        return [.. counts];
    }

    /// <returns>The status of each response.</returns>
    private static async Task<int[]> AskAsync(GatewayClient gateway, IReadOnlyList<string> sites, int client, CancellationToken ended)
    {
        var statuses = new List<int>();
        for (int turn = client; !ended.IsCancellationRequested; turn += Asking)
        {
            statuses.Add((await gateway.GetStatsAsync(sites[turn % sites.Count])).Status);
        }

        return [.. statuses];
    }
}
