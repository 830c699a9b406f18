using System.Text.RegularExpressions;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

public sealed class ModesTests(Servers servers)
{
    [Theory]
    [InlineData("/api/stats?site_id=a")]
    [InlineData("/api/ledger")]
    [InlineData("/operator")]
    [InlineData("/api/operator/overview")]
    public async Task Without_a_mode_only_this_machine_is_answered_and_others_are_told_what_to_set(string path)
    {
        Installation footfall = await servers.SharedAsync();
        Assert.Equal(200, (await footfall.Gateway.GetAsync(path)).Status);

        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        GatewayResponse refused = await footfall.Gateway.SendAsync(request);
        Assert.Equal(403, refused.Status);
        Assert.Contains(path.Contains("operator", StringComparison.Ordinal) || path.Contains("ledger", StringComparison.Ordinal) ? "operator's key" : "Access:Mode=Registered", Regex.Unescape(refused.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_mode_takes_events_of_everybody_but_operates_for_this_machine_only_and_says_so()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Open" },
        });
        string json = System.Text.Json.JsonSerializer.Serialize(RegisteredModeFixture.Event("open"));
        (string, string) proxied = ("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(202, (await RegisteredModeFixture.SendAsync(footfall.Gateway, HttpMethod.Post, "/api/event", null, json, proxied)).Status);
        Assert.Equal(200, (await RegisteredModeFixture.SendAsync(footfall.Gateway, HttpMethod.Get, "/api/stats?site_id=open", null, null, proxied)).Status);
        Assert.Equal(403, (await RegisteredModeFixture.SendAsync(footfall.Gateway, HttpMethod.Get, "/api/operator/overview", null, null, proxied)).Status);
        Assert.Contains("Access is open", footfall.LocalCluster.Gateways[0].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_is_registered_by_its_first_event_where_that_is_wanted()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered", ["Access__AutoRegister"] = "true", ["Access__PrintBootstrapKey"] = "true" },
        });
        HostProcess gateway = footfall.LocalCluster.Gateways[0];
        string output = await Eventually.GetAsync(
            "the first key is printed", () => Task.FromResult(gateway.Output), text => text.Contains("shown this once: footfall_operator_", StringComparison.Ordinal));
        string key = output[output.IndexOf("footfall_operator_", StringComparison.Ordinal)..].Split('\n')[0].Trim();
        GatewayResponse taken = await Eventually.GetAsync(
            "the event is taken",
            () => RegisteredModeFixture.SendAsync(footfall.Gateway, HttpMethod.Post, "/api/event", null, System.Text.Json.JsonSerializer.Serialize(RegisteredModeFixture.Event("auto"))),
            answer => answer.Status != 503);
        Assert.Equal(202, taken.Status);
        await Eventually.GetAsync(
            "the site is registered",
            () => RegisteredModeFixture.SendAsync(footfall.Gateway, HttpMethod.Get, "/api/operator/sites/auto/settings", key),
            answer => answer.Status == 200);
    }

    [Fact]
    public async Task Sites_that_anybody_can_invent_are_registered_up_to_a_number_and_the_first_key_does_not_expire()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Registered", ["Access__AutoRegister"] = "true", ["Access__MaxAutoRegisteredSites"] = "2" },
        });
        Task<GatewayResponse> PostAsync(string site) => RegisteredModeFixture.SendAsync(
            footfall.Gateway, HttpMethod.Post, "/api/event", null, System.Text.Json.JsonSerializer.Serialize(RegisteredModeFixture.Event(site)));
        await Eventually.GetAsync("the first is taken", () => PostAsync("first"), answer => answer.Status == 202);
        Assert.Equal(202, (await PostAsync("second")).Status);
        Assert.Equal(403, (await PostAsync("third")).Status);
        Assert.Equal(202, (await PostAsync("first")).Status);

        GatewayResponse key = await Eventually.GetAsync(
            "the gateway knows which keys there are",
            () => RegisteredModeFixture.SendAsync(
                footfall.Gateway, HttpMethod.Post, "/api/operator/keys", null, """{"name":"first","scope":"operator","expires_in_days":1}"""),
            answer => answer.Status != 503);
        Assert.Equal(400, key.Status);
        Assert.Contains("expires_in_days must be left out", key.Body, StringComparison.Ordinal);
    }

    /// <summary>A page of another site can point its host name at this machine and so call a gateway on it (DNS rebinding).</summary>
    [Theory]
    [InlineData("/api/stats?site_id=a")]
    [InlineData("/api/sites/a/dead-letters")]
    [InlineData("/api/operator/overview")]
    public async Task Name_of_another_site_that_leads_to_this_machine_reads_nothing(string path)
    {
        Installation footfall = await servers.SharedAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = $"evil.example:{footfall.LocalCluster.GatewayAddress.Port}";
        GatewayResponse refused = await footfall.Gateway.SendAsync(request);
        Assert.Equal(403, refused.Status);
        Assert.Contains("cannot be called from pages of other sites", refused.Body, StringComparison.Ordinal);
    }
}
