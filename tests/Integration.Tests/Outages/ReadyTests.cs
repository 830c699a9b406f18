using System.Text.Json;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using StackExchange.Redis;

namespace Footfall.Integration.Outages;

/// <summary>Servers that respond but do not work: health, overview and log quote their error, and report the recovery.</summary>
public sealed class ReadyTests(DedicatedServersFixture fixture) : IClassFixture<DedicatedServersFixture>
{
    private readonly Installation _footfall = fixture.Footfall;

    private HostProcess Gateway => _footfall.LocalCluster.Gateways[0];

    private HostProcess Silo => _footfall.LocalCluster.Silos[0];

    [Fact]
    public async Task A_replica_in_the_place_of_Redis_is_told()
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(_footfall.LocalCluster.RedisConnection + ",allowAdmin=true");
        int printed = Gateway.Output.Length;
        await redis.GetServers()[0].ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        await AssertToldAsync(Gateway, 503, "READONLY");
        await AssertToldAsync(Silo, 503, "READONLY");
        await redis.GetServers()[0].ExecuteAsync("REPLICAOF", "NO", "ONE");
        await AssertReadyAsync(Gateway);
        await AssertReadyAsync(Silo);
        await AssertLoggedAsync(Gateway, printed, "Redis takes no events: READONLY", "Redis takes events again.");
        await AssertStoredAsync("after-replica");
    }

    [Fact]
    public async Task Commits_that_fail_are_told()
    {
        int printed = Silo.Output.Length;
        await AssertStoredAsync("before-trigger");
        await RefuseAsync("EACH STATEMENT", "");
        Tally tally = await SendAsync(new NumberedEvents("refused", 1));
        await AssertToldAsync(Silo, 503, "P0001: the archive is closed");
        await _footfall.Store.ExecuteAsync("DROP TRIGGER refuse ON events");
        await ExactCounts.AssertStoredAsync(_footfall, tally);
        await AssertReadyAsync(Silo);
        await AssertLoggedAsync(Silo, printed, "PostgreSQL stores no events: P0001: the archive is closed", "PostgreSQL stores events again.");
    }

    [Fact]
    public async Task A_site_that_is_blocked_is_named_while_others_are_stored()
    {
        int printed = Silo.Output.Length;
        var events = new NumberedEvents("blocked", 1);
        Tally blocked = await SendAsync(events);
        await ExactCounts.AssertStoredAsync(_footfall, blocked);
        await RefuseAsync("EACH ROW", $"WHEN (new.site_id = '{blocked.Sites.First()}')");
        await SendAsync(events, blocked);
        string name = $"Nothing is stored of site {blocked.Sites.First()}: P0001: the archive is closed";
        await Eventually.TrueAsync("the site is named", async () =>
        {
            await AssertStoredAsync("neighbour");
            return (await HealthAsync(Silo)).Body.Contains(name, StringComparison.Ordinal);
        });
        await AssertToldAsync(Silo, 200, name);
        await _footfall.Store.ExecuteAsync("DROP TRIGGER refuse ON events");
        await ExactCounts.AssertStoredAsync(_footfall, blocked);
        await AssertReadyAsync(Silo);
        await AssertLoggedAsync(Silo, printed, name, $"{blocked.Sites.First()}: stored again.");
    }

    /// <summary>Asserts that health and the overview quote the error.</summary>
    private async Task AssertToldAsync(HostProcess host, int status, string words)
    {
        await Eventually.GetAsync(
            $"{host.Name} tells {words}", () => HealthAsync(host), response => response.Status == status && response.Body.Contains(words, StringComparison.Ordinal));
        Assert.Equal(200, (await AskAsync(host, "/health/live")).Status);
        await Eventually.GetAsync("the overview", OverviewAsync, problems => problems.Contains(words, StringComparison.Ordinal));
    }

    private static Task<GatewayResponse> AssertReadyAsync(HostProcess host) => Eventually.GetAsync(
        $"{host.Name} is ready", () => HealthAsync(host), response => response.Status == 200 && !response.Body.Contains("(since ", StringComparison.Ordinal));

    /// <summary>Asserts one line at the beginning and one at the end, which may be printed shortly after health has changed.</summary>
    private static async Task AssertLoggedAsync(HostProcess host, int printed, string begin, string end)
    {
        string log = await Eventually.GetAsync(
            $"{host.Name} logs {end}", () => Task.FromResult(host.Output[printed..]), log => log.Contains(end, StringComparison.Ordinal));
        Assert.Single(log.Split('\n'), line => line.Contains(begin, StringComparison.Ordinal));
    }

    private static Task<GatewayResponse> HealthAsync(HostProcess host) => AskAsync(host, "/health/ready");

    private static async Task<GatewayResponse> AskAsync(HostProcess host, string path)
    {
        using var client = new GatewayClient(host.Address);
        return await client.GetAsync(path);
    }

    private async Task<string> OverviewAsync()
    {
        GatewayResponse response = await _footfall.Gateway.GetAsync("/api/operator/overview");
        using JsonDocument overview = JsonDocument.Parse(response.Body);
        return string.Join('\n', overview.RootElement.TryGetProperty("problems", out JsonElement problems)
            ? problems.EnumerateArray().Select(problem => problem.GetProperty("text").GetString())
            : []);
    }

    private Task<Tally> SendAsync(NumberedEvents events, Tally? tally = null) =>
        Load.SendAsync(events.Take(20), 4, _footfall.Gateway, into: tally);

    private async Task AssertStoredAsync(string site) => await ExactCounts.AssertStoredAsync(_footfall, await SendAsync(new NumberedEvents($"{site}-{Guid.NewGuid():N}", 1)));

    private async Task RefuseAsync(string each, string when)
    {
        await _footfall.Store.ExecuteAsync("CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the archive is closed'; END $$");
        await _footfall.Store.ExecuteAsync($"CREATE TRIGGER refuse BEFORE INSERT ON events FOR {each} {when} EXECUTE FUNCTION refuse()");
    }
}
