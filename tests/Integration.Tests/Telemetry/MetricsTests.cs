using System.Globalization;
using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Ledger;
using Footfall.Integration.Queue;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Telemetry;

/// <summary>The metrics that Prometheus reads from the hosts.</summary>
public sealed class MetricsTests(Servers servers)
{
    private const int Events = 30;

    [Fact]
    public async Task Metrics_count_what_the_ledger_counts()
    {
        await using Installation footfall = await servers.StartInOwnProcessesAsync(new LocalClusterOptions());
        var events = new NumberedEvents("metrics", 1);
        string site = events.Sites[0];
        SentEvent[] sent = [.. Enumerable.Range(0, Events).Select(number => events.Next(site) with { Id = $"id-{number}" })];
        foreach (SentEvent each in sent.Append(sent[0]))
        {
            Assert.Equal(202, (await footfall.Gateway.PostAsync(each)).Status);
        }

        Assert.Equal(400, (await footfall.Gateway.PostAsync(new SentEvent(site, "", "/", null, DateTimeOffset.UtcNow))).Status);
        await AssertMetricAsync(footfall.Gateway, "footfall_queue_entries", "", 0);
        await footfall.Queue.AddAsync(site, [QueueState.Entry(2, [9, 1, 2, 3])]);
        await Eventually.GetAsync(
            "the ledger has all",
            () => SiteLedger.GetAsync(footfall.Gateway, site),
            ledger => ledger == new SiteLedger(Events + 4, Events, "{\"invalid\":1}", 1, 2, 0));

        using var silo = new GatewayClient(footfall.LocalCluster.Silos[0].Address);
        await AssertMetricAsync(footfall.Gateway, "footfall_events_accepted_total", "", Events + 1);
        await AssertMetricAsync(footfall.Gateway, "footfall_events_refused_total", "reason=\"invalid\"", 1);
        await AssertMetricAsync(silo, "footfall_events_stored_total", "", Events);
        await AssertMetricAsync(silo, "footfall_events_duplicates_total", "", 1);
        await AssertMetricAsync(silo, "footfall_events_dead_total", "", 2);
        await AssertMetricAsync(silo, "footfall_commit_events_sum", "", Events);
    }

    [Fact]
    public async Task Metrics_of_the_libraries_come_with_ours()
    {
        Installation footfall = await servers.SharedAsync();
        using var silo = new GatewayClient(footfall.LocalCluster.Silos[0].Address);
        await AssertHasAsync(silo, "orleans_", "db_client_", "kestrel_", "dotnet_gc_");
        await AssertHasAsync(footfall.Gateway, "orleans_", "kestrel_", "http_server_request_duration_seconds", "dotnet_gc_");
    }

    [Fact]
    public async Task Metrics_are_kept_from_who_asks_through_a_proxy()
    {
        Installation footfall = await servers.SharedAsync();
        foreach (Uri host in new[] { footfall.LocalCluster.GatewayAddress, footfall.LocalCluster.Silos[0].Address })
        {
            using var client = new GatewayClient(host);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };

            GatewayResponse response = await client.SendAsync(request);

            Assert.Equal(403, response.Status);
            Assert.Equal(
                "/metrics is available to clients on this machine, and with an operator's or a metrics key: Authorization: Bearer …; set Metrics:Public=true "
                + "to open it to all. This request has the header X-Forwarded-For, like those that a proxy passes on.",
                JsonDocument.Parse(response.Body).RootElement.GetProperty("error").GetString());
        }
    }

    /// <summary>Retries, because hosts collect at most a few times a second, so a response may be slightly old.</summary>
    private static async Task AssertMetricAsync(GatewayClient host, string name, string label, double value) => await Eventually.GetAsync(
        $"{name} is {value}", () => host.GetAsync("/metrics"), response => ValuesOf(response.Body, name, label).Sum() == value);

    private static async Task AssertHasAsync(GatewayClient host, params string[] names)
    {
        string body = (await host.GetAsync("/metrics")).Body;
        Assert.All(names, name => Assert.Contains($"\n{name}", body, StringComparison.Ordinal));
    }

    /// <summary>Format: https://prometheus.io/docs/instrumenting/exposition_formats/.</summary>
    internal static IEnumerable<double> ValuesOf(string body, string name, string label) =>
        from line in body.Split('\n')
        where line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ' ' or '{' && line.Contains(label, StringComparison.Ordinal)
        select double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
}
