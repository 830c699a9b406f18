using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>Access rules keep applying while PostgreSQL or the silos are down, and after Redis has been emptied.</summary>
public sealed class AccessOutageTests(RegisteredModeFixture fixture) : IClassFixture<RegisteredModeFixture>
{
    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task Gateways_go_on_with_what_they_knew_and_learn_it_again_after_a_restart_without_any_silo()
    {
        HostProcess silo = _footfall.LocalCluster.Silos[0];
        HostProcess gateway = _footfall.LocalCluster.Gateways[0];
        await fixture.RegisterAsync("outage");
        string write = await fixture.MakeSiteKeyAsync("write", "outage");

        await silo.StopAsync();
        Assert.Equal(202, (await fixture.PostAsync("outage", write)).Status);
        Assert.Equal(403, (await fixture.PostAsync("outage-unknown")).Status);

        await _footfall.LocalCluster.RestartAsync(gateway);
        Assert.Equal(202, (await fixture.PostAsync("outage", write)).Status);
        Assert.Equal(403, (await fixture.PostAsync("outage-unknown")).Status);
        GatewayResponse act = await fixture.SendAsync(HttpMethod.Post, "/api/operator/sites/outage/pause", fixture.Key);
        Assert.Equal(503, act.Status);

        // After Redis is emptied, the gateway still knows the keys, and the silo fills Redis again.
        await (await _footfall.Queue.DatabaseAsync()).ExecuteAsync("FLUSHALL");
        Assert.Equal(202, (await fixture.PostAsync("outage", write)).Status);

        // A gateway that never loaded the keys reports that, instead of calling a key wrong.
        await _footfall.LocalCluster.RestartAsync(gateway);
        using var browser = new Browser(fixture);
        Assert.Equal(503, (await fixture.PostAsync("outage", write)).Status);
        Assert.Equal(503, (await fixture.SendAsync(HttpMethod.Get, "/api/operator/keys", fixture.Key)).Status);
        Assert.Equal(503, (await browser.SignInAsync(fixture.Key)).Status);

        await _footfall.LocalCluster.RestartAsync(silo);
        await Eventually.GetAsync("the gateway has read it all again", () => fixture.PostAsync("outage", write), answer => answer.Status == 202);
        Assert.Equal(403, (await fixture.PostAsync("outage-unknown")).Status);
        Assert.Equal(200, (await browser.SignInAsync(fixture.Key)).Status);
    }
}
