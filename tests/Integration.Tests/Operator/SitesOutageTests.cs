using Footfall.Dev.Servers;
using Footfall.Integration.Collect;
using Footfall.Integration.Installations;
using Footfall.Integration.Outages;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Operator;

/// <summary>During an outage, operators see that something is unavailable, and never an empty list of sites.</summary>
public sealed class SitesOutageTests(DedicatedProcessesFixture fixture) : IClassFixture<DedicatedProcessesFixture>
{
    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task Without_PostgreSQL_the_page_tells_what_waits_and_the_rest_is_503()
    {
        await AcceptedAsync("pg-away", 2);
        await _footfall.LocalCluster.Postgres!.StopAsync(PostgresStopMode.Immediate);
        await AcceptedAsync("pg-away", 1);

        await RefusedAsync(HttpMethod.Get, "sites");
        await RefusedAsync(HttpMethod.Get, "dead-letters");
        await RefusedAsync(HttpMethod.Post, "dead-letters/replay?all=true");
        await RefusedAsync(HttpMethod.Post, "sites/pg-away/pause");
        await RefusedAsync(HttpMethod.Post, "sites/pg-away/resume");
        GatewayResponse page = await _footfall.Gateway.GetAsync("/api/operator/sites/pg-away");
        Assert.Equal(200, page.Status);
        Assert.EndsWith("\"checkpoint\":null,\"oldest_seconds\":*}],\"ledger\":null}", JsonShape.Of(page.Body, "oldest_seconds").Replace("\"*\"", "*", StringComparison.Ordinal), StringComparison.Ordinal);
        GatewayResponse entries = await _footfall.Gateway.GetAsync("/api/operator/sites/pg-away/entries");
        Assert.Contains("\"is_committed\":null,\"decoded\":[{", entries.Body, StringComparison.Ordinal);

        await _footfall.LocalCluster.Postgres.RestartAsync(PostgresStopMode.Immediate);
        await AnsweredAsync("sites?search=pg-away", "\"stored\":2,");
    }

    [Fact]
    public async Task Without_Redis_the_page_says_that_its_streams_are_not_known_and_the_rest_is_503()
    {
        await AcceptedAsync("redis-away", 2);
        await _footfall.Queue.WaitUntilEmptyAsync(["redis-away"]);
        await _footfall.LocalCluster.Redis!.KillAsync();

        await RefusedAsync(HttpMethod.Get, "sites");
        await RefusedAsync(HttpMethod.Get, "sites/redis-away/entries");
        await Eventually.GetAsync(
            "the page", () => _footfall.Gateway.GetAsync("/api/operator/sites/redis-away"),
            response => response.Status == 200 && response.Body.EndsWith("\"streams\":null,\"ledger\":null}", StringComparison.Ordinal));

        await _footfall.LocalCluster.Redis.RestartAsync();
        await AnsweredAsync("sites?search=redis-away", "\"stored\":1");
    }

    [Fact]
    public async Task Without_a_silo_all_is_503()
    {
        HostProcess silo = _footfall.LocalCluster.Silos[0];
        await silo.KillAsync();

        foreach (string path in new[] { "sites", "sites/a", "sites/a/entries", "dead-letters" })
        {
            await RefusedAsync(HttpMethod.Get, path);
        }

        await RefusedAsync(HttpMethod.Post, "sites/a/pause");
        await RefusedAsync(HttpMethod.Post, "sites/a/move?silo=silo-1");
        await _footfall.LocalCluster.RestartAsync(silo);
        await AnsweredAsync("sites", "\"sites\":[");
    }

    /// <summary>Posts until an event is accepted: after another test's outage the gateway may still refuse events for a moment.</summary>
    private Task<GatewayResponse> AcceptedAsync(string site, int user) => Eventually.GetAsync(
        "an accepted event",
        () => _footfall.Gateway.PostAsync(new SentEvent(site, "page_view", "/", $"user-{user}", DateTimeOffset.UtcNow)),
        response => response.IsAccepted);

    private async Task RefusedAsync(HttpMethod method, string path)
    {
        GatewayResponse response = await Eventually.GetAsync(
            path, () => _footfall.Gateway.SendAsync(method, $"/api/operator/{path}"), response => response.Status == 503);
        JsonError.AssertRefusal(response, 503);
        Assert.Equal("1", response.RetryAfter);
    }

    private Task<GatewayResponse> AnsweredAsync(string path, string part) => Eventually.GetAsync(
        path, () => _footfall.Gateway.GetAsync($"/api/operator/{path}"), response => response.Status == 200 && response.Body.Contains(part, StringComparison.Ordinal));
}
