using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Telemetry;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>The operators' overview of the whole installation.</summary>
public sealed class OverviewTests(Servers servers, ITestOutputHelper output)
{
    [Fact]
    public async Task Figures_of_the_page_the_API_the_metrics_the_ledger_and_the_table_agree()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 2, Gateways = 2 });
        using var second = new GatewayClient(footfall.LocalCluster.Gateways[1].Address);
        var events = new NumberedEvents("overview", 20);
        Tally tally = await Load.SendAsync(events.Take(1_000), 16, footfall.Gateway);
        await Load.SendAsync(events.Take(500), 16, second, into: tally);
        Assert.Equal(1_500, tally.Accepted.Count);
        SentEvent invalid = new(events.Sites[0], "", "/", null, DateTimeOffset.UtcNow);
        Assert.Equal(400, (await second.PostAsync(invalid)).Status);

        // Each gateway reports what the other one accepted, and what both silos stored.
        foreach (GatewayClient gateway in new[] { footfall.Gateway, second })
        {
            await using LiveViewer viewer = LiveViewer.Open(gateway.Http.BaseAddress!, "/api/operator/live", "overview");
            await Eventually.GetAsync(
                "the live figures",
                () => Task.FromResult((viewer.Number("totals", "accepted"), viewer.Number("totals", "stored"), viewer.Number("totals", "refused"))),
                totals => totals == (1_500, 1_500, 1));
            GatewayResponse response = await gateway.GetAsync("/api/operator/overview");
            using JsonDocument overview = JsonDocument.Parse(response.Body);
            Assert.Equal(
                """{"accepted":1500,"refused":1,"stored":1500,"duplicates":0,"dead":0}""", overview.RootElement.GetProperty("totals").GetRawText());
        }

        Assert.Equal(1_500, await MetricAsync(footfall.LocalCluster.Gateways, "footfall_events_accepted_total"));
        Assert.Equal(1_500, await MetricAsync(footfall.LocalCluster.Silos, "footfall_events_stored_total"));
        await Eventually.GetAsync(
            "the ledger", () => footfall.Gateway.GetAsync("/api/ledger"), response => response.Body.Contains("\"stored\":1500,\"refused\":{\"invalid\":1}", StringComparison.Ordinal));
        Assert.Equal(1_500, await footfall.Store.CountAsync(events.Sites));
    }

    [Fact]
    public async Task Rates_of_the_history_add_up_to_what_was_sent()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions());

        // A gateway knows a silo's activity only from when it first learns of the silo.
        await StatusesAsync(footfall, "silo-1 active, gateway active");
        await Eventually.GetAsync("the silo's own figures", () => footfall.Gateway.GetAsync("/api/operator/silos"), hosts => hosts.Body.Contains("\"leases\":0", StringComparison.Ordinal));
        await using (Load load = Load.Start(new NumberedEvents("history", 10).Endless(), 4, footfall.Gateway))
        {
            await load.WaitForAcceptedAsync(3_000);
            Tally tally = await load.StopAsync();
            await Eventually.GetAsync(
                "the events are in the history",
                () => ReadTotalsAsync(footfall.Gateway),
                sums => IsNear(sums.Accepted, tally.Accepted.Count) && IsNear(sums.Stored, tally.Accepted.Count),
                TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task Silos_are_listed_with_how_they_are_and_a_killed_one_with_its_end()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions { Silos = 2 });
        await StatusesAsync(footfall, "silo-1 active, silo-2 active, gateway active");
        await using LiveViewer viewer = LiveViewer.Open(footfall.LocalCluster.GatewayAddress, "/api/operator/live", "silos");
        await Eventually.TrueAsync("figures", () => Task.FromResult(
            viewer.Latest.Contains("\"activations\":", StringComparison.Ordinal) && viewer.Latest.Contains("\"leases\":0", StringComparison.Ordinal)));

        // Whichever silo gathers the samples and carries the stream, the figures continue without it.
        foreach (HostProcess silo in footfall.LocalCluster.Silos.ToArray())
        {
            await silo.KillAsync();
            string other = footfall.LocalCluster.Silos.Single(each => each != silo).Name;
            await StatusesAsync(footfall, string.Join(", ", footfall.LocalCluster.Silos.Select(each => $"{each.Name} {(each == silo ? "dead" : "active")}")) + ", gateway active");
            await footfall.LocalCluster.RestartAsync(silo);
            await StatusesAsync(footfall, "silo-1 active, silo-2 active, gateway active");
            output.WriteLine($"{silo.Name} was killed and came back; {other} went on");
        }
    }

    [Fact]
    public async Task Without_a_silo_the_gateway_says_what_waits_and_that_nothing_is_lost()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions { Silos = 0 });
        var events = new NumberedEvents("waits", 30);
        Tally tally = await Load.SendAsync(events.Take(1_234), 16, footfall.Gateway);
        Assert.Equal(1_234, tally.Accepted.Count);

        await ProblemsAsync(footfall, text => text.Contains("No silo has answered yet; 1,234 events wait in Redis; nothing is lost", StringComparison.Ordinal));
        await footfall.LocalCluster.AddSiloAsync();
        await ProblemsAsync(footfall, text => text == "[]");
        await Eventually.TrueAsync("all is stored", async () => await footfall.Store.CountAsync(events.Sites) == 1_234);
    }

    [Fact]
    public async Task Viewers_do_not_hold_up_a_gateway_that_is_told_to_stop()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions { Gateways = 2 });
        HostProcess gateway = footfall.LocalCluster.Gateways[1];
        await using LiveViewer viewer = LiveViewer.Open(gateway.Address, "/api/operator/live", "overview");
        await Eventually.TrueAsync("the viewer sees something", () => viewer.Latest.Length > 0);

        long start = TimeProvider.System.GetTimestamp();
        await footfall.LocalCluster.RemoveAsync(gateway);

        Assert.Equal(0, gateway.ExitCode);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    private static Task<string> ProblemsAsync(Installation footfall, Predicate<string> isWanted) => Eventually.GetAsync(
        "problems",
        async () =>
        {
            GatewayResponse response = await footfall.Gateway.GetAsync("/api/operator/overview");
            using JsonDocument overview = JsonDocument.Parse(response.Body);
            return overview.RootElement.TryGetProperty("problems", out JsonElement problems) ? problems.GetRawText() : response.Body;
        },
        text => isWanted(text));

    private static Task<string> StatusesAsync(Installation footfall, string expected) => Eventually.GetAsync(
        "statuses",
        async () =>
        {
            GatewayResponse response = await footfall.Gateway.GetAsync("/api/operator/silos");
            using JsonDocument hosts = JsonDocument.Parse(response.Body);
            return !hosts.RootElement.TryGetProperty("silos", out JsonElement silos) ? response.Body : string.Join(
                ", ",
                silos.EnumerateArray().Concat(hosts.RootElement.GetProperty("gateways").EnumerateArray())
                    .Select(host => $"{host.GetProperty("name").GetString()} {host.GetProperty("status").GetString()}"));
        },
        text => text == expected);

    /// <summary>Rates are rounded to four places, and the first point has no predecessor.</summary>
    private static bool IsNear(double sum, int sent) => Math.Abs(sum - sent) <= 1;

    /// <summary>Sums each point's rate times the time since the previous point.</summary>
    private static async Task<(double Accepted, double Stored)> ReadTotalsAsync(GatewayClient gateway)
    {
        using JsonDocument overview = JsonDocument.Parse((await gateway.GetAsync("/api/operator/overview")).Body);
        JsonElement history = overview.RootElement.GetProperty("history");
        double[] times = [.. history.GetProperty("times").EnumerateArray().Select(time => time.GetDouble())];
        double Sum(string name) => history.GetProperty(name).EnumerateArray().Skip(1)
            .Select((rate, at) => rate.GetDouble() * (times[at + 1] - times[at])).Sum();
        return (Sum("accepted_per_second"), Sum("stored_per_second"));
    }

    private static async Task<double> MetricAsync(IEnumerable<HostProcess> hosts, string name)
    {
        double sum = 0;
        foreach (HostProcess host in hosts)
        {
            using var client = new GatewayClient(host.Address);
            sum += MetricsTests.ValuesOf((await client.GetAsync("/metrics")).Body, name, "").Sum();
        }

        return sum;
    }
}
