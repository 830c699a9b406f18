using System.Text.Json;
using System.Text.RegularExpressions;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Telemetry;

/// <summary>The dashboard and docs/operations/metrics.md name only existing metrics, and the page names all of ours.</summary>
public sealed partial class DashboardTests(Servers servers)
{
    [Fact]
    public async Task Every_metric_of_the_dashboard_is_served_by_a_running_installation()
    {
        using var dashboard = JsonDocument.Parse(await ReadAsync("observability/grafana/footfall.json"));
        string[] queried = [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.TryGetProperty("targets", out JsonElement targets) ? targets.EnumerateArray() : [])
            .SelectMany(target => MetricsOf(target.GetProperty("expr").GetString()!))
            .Distinct()];
        Assert.InRange(queried.Length, 20, 100);

        await AssertServedAsync("the dashboard", served => queried.Except(served));
    }

    [Fact]
    public async Task The_page_about_metrics_names_every_metric_of_ours_and_no_other()
    {
        string page = await ReadAsync("docs/operations/metrics.md");
        string[] named = [.. OwnMetric().Matches(page).Select(match => match.Value.Replace('.', '_')).Distinct()];
        Assert.InRange(named.Length, 8, 50);

        await AssertServedAsync("the page about metrics", served =>
        {
            string[] ours = [.. served.Where(name => name.StartsWith("footfall_", StringComparison.Ordinal))];
            return named.Where(name => !ours.Any(metric => IsOf(metric, name))).Concat(ours.Where(metric => !named.Any(name => IsOf(metric, name))));
        });
    }

    /// <summary>Metrics appear only once something was counted, so everything has to happen first.</summary>
    private async Task AssertServedAsync(string what, Func<IReadOnlyCollection<string>, IEnumerable<string>> findWrong)
    {
        Installation footfall = await servers.SharedAsync();
        using var silo = new GatewayClient(footfall.LocalCluster.Silos[0].Address);
        var sent = new SentEvent("dashboard", "page_view", "/", "u", DateTimeOffset.UtcNow);
        await footfall.Gateway.PostAsync(sent with { Type = "" });
        await footfall.Gateway.PostAsync(sent);
        await footfall.Gateway.GetAsync("/api/stats?site_id=dashboard&wait=10s");
        await Eventually.GetAsync(
            $"metrics that {what} has and no host, or the other way around",
            async () =>
            {
                HashSet<string> served = [.. NamesOf((await footfall.Gateway.GetAsync("/metrics")).Body), .. NamesOf((await silo.GetAsync("/metrics")).Body)];
                return string.Join(' ', findWrong(served));
            },
            wrong => wrong.Length == 0);
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(Repository.Root, file));

    /// <summary>Returns whether a series belongs to a metric: Prometheus appends the unit and the kind to its name.</summary>
    private static bool IsOf(string series, string metric) => series == metric || (series.StartsWith(metric, StringComparison.Ordinal) && Ending().IsMatch(series[metric.Length..]));

    private static IEnumerable<string> NamesOf(string exposition) =>
        exposition.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.AsSpan().IndexOfAny('{', ' ')]);

    /// <summary>Returns the names in a PromQL expression that are neither labels nor functions.</summary>
    private static IEnumerable<string> MetricsOf(string expression) =>
        Name().Matches(Labels().Replace(expression, "")).Select(match => match.Value).Where(name => name.Contains('_', StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\bby \([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b[a-z][a-z0-9_]*\b(?!\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bfootfall(\.[a-z]+)+\b(?=`)")]
    private static partial Regex OwnMetric();

    [GeneratedRegex(@"^(_seconds)?_(total|bucket|sum|count)$")]
    private static partial Regex Ending();
}
