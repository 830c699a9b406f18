using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Store;

/// <summary>A PostgreSQL that allows only the connections that its silos may open, plus the test's own two.</summary>
public sealed class ConnectionBudgetTests(Servers servers, ITestOutputHelper output)
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
            Pool = await servers.PoolAsync(),
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
        Task<GatewayResponse[]>[] asking = [.. Enumerable.Range(0, Asking).Select(client => AskAsync(footfall.Gateway, events.Sites, client, ended.Token))];

        Tally tally = await Load.SendAsync(events.Take(Events), 48, footfall.Gateway);
        await ExactCounts.AssertAsync(footfall, tally);
        await ended.CancelAsync();
        int[] sessions = await watching;
        GatewayResponse[] refusals = [.. (await Task.WhenAll(asking)).SelectMany(answers => answers)];

        output.WriteLine($"{tally}; {refusals.Length} questions refused ({string.Join(", ", refusals.Select(refusal => refusal.Body).Distinct())}); {sessions.Length} looks, {sessions.Min()} to {sessions.Max()} sessions");
        Assert.Equal(Events, tally.Accepted.Count + tally.Count(503));
        Assert.InRange(tally.Accepted.Count, Events * 9 / 10, Events);

        // A busy machine may refuse some of both, but never because PostgreSQL does not take a connection.
        Assert.All(refusals, refusal => Assert.Equal(503, refusal.Status));
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

    /// <returns>The responses other than 200.</returns>
    private static async Task<GatewayResponse[]> AskAsync(GatewayClient gateway, IReadOnlyList<string> sites, int client, CancellationToken ended)
    {
        var refusals = new List<GatewayResponse>();
        for (int turn = client; !ended.IsCancellationRequested; turn += Asking)
        {
            GatewayResponse response = await gateway.GetStatsAsync(sites[turn % sites.Count]);
            if (response.Status != 200)
            {
                refusals.Add(response);
            }
        }

        return [.. refusals];
    }
}
