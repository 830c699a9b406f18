using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>The key with which Prometheus reads metrics from another machine, on gateways and silos alike.</summary>
[Collection(RegisteredModeWithoutSignIn.Name)]
public sealed class MetricsKeyTests(RegisteredModeFixture fixture)
{
    private static readonly (string, string) Elsewhere = ("X-Forwarded-For", "203.0.113.7");

    [Fact]
    public async Task Metrics_are_read_with_a_metrics_key_or_an_operators_and_with_no_other()
    {
        await fixture.RegisterAsync("measured");
        string key = await fixture.MakeKeyAsync(fixture.Key, """{"name":"prometheus","scope":"metrics"}""");
        string read = await fixture.MakeSiteKeyAsync("read", "measured");
        Assert.StartsWith("footfall_metrics_", key, StringComparison.Ordinal);
        foreach ((Uri host, bool isSilo) in new[] { (fixture.Footfall.LocalCluster.GatewayAddress, false), (fixture.Footfall.LocalCluster.Silos[0].Address, true) })
        {
            using var client = new GatewayClient(host);
            Assert.Contains("# TYPE ", (await AskAsync(client, key)).Body, StringComparison.Ordinal);
            Assert.Equal(200, (await AskAsync(client, key)).Status);
            Assert.Equal(200, (await AskAsync(client, fixture.Key)).Status);
            Assert.Equal(isSilo ? 401 : 403, (await AskAsync(client, read)).Status);
            Assert.Equal(401, (await AskAsync(client, key[..^1])).Status);
            GatewayResponse without = await AskAsync(client, null);
            Assert.Equal(isSilo ? 403 : 401, without.Status);
            Assert.Contains("a metrics key", without.Body, StringComparison.Ordinal);
        }

        // The key grants nothing else.
        Assert.Equal(403, (await fixture.SendAsync(HttpMethod.Get, "/api/operator/overview", key)).Status);
        Assert.Equal(403, (await fixture.SendAsync(HttpMethod.Get, "/api/stats?site_id=measured", key)).Status);
        Assert.Equal(403, (await fixture.PostAsync("measured", key)).Status);

        await fixture.RevokeAsync(key);
        using var silo = new GatewayClient(fixture.Footfall.LocalCluster.Silos[0].Address);
        await Eventually.GetAsync("the gateway refuses", () => AskAsync(fixture.Footfall.Gateway, key), answer => answer.Status == 401);
        await Eventually.GetAsync("the silo refuses", () => AskAsync(silo, key), answer => answer.Status == 401);
    }

    [Fact]
    public async Task A_metrics_key_is_of_no_site()
    {
        GatewayResponse faults = await fixture.SendAsync(HttpMethod.Post, "/api/operator/keys", fixture.Key, """{"name":"p","scope":"metrics","site_id":"a"}""");
        Assert.Equal(400, faults.Status);
        Assert.Contains("site_id must be left out", faults.Body, StringComparison.Ordinal);
    }

    private static Task<GatewayResponse> AskAsync(GatewayClient host, string? key) =>
        RegisteredModeFixture.SendAsync(host, HttpMethod.Get, "/metrics", key, null, Elsewhere);
}
