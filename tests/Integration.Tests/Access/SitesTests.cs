using System.Text.Json;
using System.Text.RegularExpressions;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

[Collection(SharedRegisteredMode.Name)]
public sealed class SitesTests(RegisteredModeFixture fixture)
{
    private readonly Installation _footfall = fixture.Footfall;

    [Fact]
    public async Task Events_of_a_site_are_taken_while_it_is_registered()
    {
        GatewayResponse unknown = await fixture.PostAsync("known");
        Assert.Equal(403, unknown.Status);
        Assert.Contains("site_id is not registered", unknown.Body, StringComparison.Ordinal);

        await fixture.RegisterAsync("known");
        Assert.Equal(202, (await fixture.PostAsync("known")).Status);
        Assert.Equal(200, (await fixture.SendAsync(HttpMethod.Delete, "/api/operator/sites/known/settings?site_id=known", fixture.Key)).Status);
        Assert.Equal(403, (await fixture.PostAsync("known")).Status);
        Assert.Equal(404, (await fixture.SendAsync(HttpMethod.Get, "/api/operator/sites/known/settings", fixture.Key)).Status);

        // Earlier refusals appear in the ledger as soon as the site has one.
        await fixture.RegisterAsync("known");
        Assert.Equal(202, (await fixture.PostAsync("known")).Status);
        await Eventually.GetAsync(
            "the refusals are counted",
            () => fixture.SendAsync(HttpMethod.Get, "/api/sites/known/ledger", fixture.Key),
            ledger => ledger.Body.Contains("\"unknown_site\":2", StringComparison.Ordinal) && ledger.Body.Contains("\"stored\":2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Site_that_is_to_be_new_does_not_overwrite_another()
    {
        const string Path = "/api/operator/sites/only-new/settings";
        (string, string) onlyNew = ("If-None-Match", "*");
        Assert.Equal(200, (await fixture.SendAsync(HttpMethod.Put, Path, fixture.Key, """{"name":"Mine"}""", onlyNew)).Status);
        GatewayResponse second = await fixture.SendAsync(HttpMethod.Put, Path, fixture.Key, """{"name":"Yours"}""", onlyNew);
        Assert.Equal((412, """{"success":false,"error":"The site is registered already; nothing was changed","details":["site_id is registered already"]}"""), (second.Status, second.Body));
        Assert.Contains("\"name\":\"Mine\"", (await fixture.SendAsync(HttpMethod.Get, Path, fixture.Key)).Body, StringComparison.Ordinal);

        Assert.Equal(200, (await fixture.SendAsync(HttpMethod.Delete, Path + "?site_id=only-new", fixture.Key)).Status);
        Assert.Equal(200, (await fixture.SendAsync(HttpMethod.Put, Path, fixture.Key, """{"name":"Yours"}""", onlyNew)).Status);
    }

    [Fact]
    public async Task Every_gateway_knows_a_site_within_five_seconds()
    {
        using var other = new GatewayClient(_footfall.LocalCluster.Gateways[1].Address);
        await fixture.RegisterAsync("everywhere");
        await Eventually.GetAsync(
            "the other gateway knows",
            () => RegisteredModeFixture.SendAsync(other, HttpMethod.Post, "/api/event", null, JsonSerializer.Serialize(RegisteredModeFixture.Event("everywhere"))),
            answer => answer.Status == 202,
            TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("Origin", "https://shop.example", 202)]
    [InlineData("Origin", "https://www.shop.example", 202)]
    [InlineData("Referer", "https://shop.example/cart", 202)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "https://shop.example.evil.example", 403)]
    [InlineData("Origin", "http://shop.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Referer", "https://evil.example/?https://shop.example", 403)]
    [InlineData("X-Nothing", "", 403)]
    public async Task Pages_of_other_origins_are_refused(string header, string value, int status)
    {
        await fixture.RegisterAsync("shop", """{"name":"Shop","origins":["https://shop.example","https://*.shop.example"]}""");
        GatewayResponse answer = await fixture.PostAsync("shop", null, (header, value));
        Assert.Equal(status, answer.Status);
    }

    /// <summary>A page that one header allows is still refused if another header does not match.</summary>
    [Fact]
    public async Task Referer_does_not_make_up_for_a_wrong_origin()
    {
        await fixture.RegisterAsync("shop-2", """{"name":"Shop","origins":["https://shop.example"]}""");
        Assert.Equal(403, (await fixture.PostAsync("shop-2", null, ("Origin", "https://evil.example"), ("Referer", "https://shop.example/"))).Status);
    }

    [Fact]
    public async Task Write_key_of_the_site_sends_from_anywhere_and_no_other_key_does()
    {
        await fixture.RegisterAsync("server", """{"name":"Server","origins":["https://server.example"],"needs_write_key":true}""");
        await fixture.RegisterAsync("server-2");
        string write = await fixture.MakeSiteKeyAsync("write", "server");

        Assert.Equal(401, (await fixture.PostAsync("server", null, ("Origin", "https://server.example"))).Status);
        Assert.Equal(202, (await fixture.PostAsync("server", write)).Status);
        Assert.Equal(403, (await fixture.PostAsync("server", await fixture.MakeSiteKeyAsync("read", "server"))).Status);
        Assert.Equal(403, (await fixture.PostAsync("server", await fixture.MakeSiteKeyAsync("write", "server-2"))).Status);
        Assert.Equal(401, (await fixture.PostAsync("server", write[..^1] + (write[^1] == 'a' ? 'b' : 'a'))).Status);
        await fixture.RevokeAsync(write);
        Assert.Equal(401, (await fixture.PostAsync("server", write)).Status);
    }

    /// <summary>Pages of any origin may send events with credentials, so an operator's session cookie must grant nothing there.</summary>
    [Fact]
    public async Task Cookie_of_an_operator_lets_no_page_send_events()
    {
        await fixture.RegisterAsync("cookies", """{"name":"Cookies","needs_write_key":true}""");
        await fixture.RegisterAsync("cookies-2", """{"name":"Cookies","origins":["https://shop.example"]}""");
        using var browser = new Browser(fixture);
        Assert.Equal(200, (await browser.SignInAsync(fixture.Key)).Status);
        string cookie = browser.LastCookie!;
        foreach ((string path, string site, int status) in new[] { ("/api/event", "cookies", 401), ("/api/events", "cookies", 401), ("/api/event", "cookies-2", 403), ("/api/event", "cookies-3", 403) })
        {
            string json = JsonSerializer.Serialize(RegisteredModeFixture.Event(site));
            GatewayResponse answer = await browser.SendAsync(HttpMethod.Post, path, path == "/api/events" ? $"[{json}]" : json, 0, ("Origin", "https://evil.example"));
            Assert.Equal(status, answer.Status);
        }

        Assert.Equal(cookie, browser.LastCookie);
        Assert.Equal(202, (await fixture.PostAsync("cookies-2", null, ("Origin", "https://shop.example"))).Status);
    }

    /// <summary>A page that may not send may read the reason.</summary>
    [Fact]
    public async Task Page_that_is_refused_may_read_why()
    {
        await fixture.RegisterAsync("readable", """{"name":"Readable","needs_write_key":true}""");
        foreach ((string site, int status) in new[] { ("readable", 401), ("readable-unknown", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new StringContent(JsonSerializer.Serialize(RegisteredModeFixture.Event(site))) };
            request.Headers.Add("Origin", "https://shop.example");
            using HttpResponseMessage answer = await _footfall.Gateway.Http.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("https://shop.example", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("true", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Credentials")));
        }
    }

    [Fact]
    public async Task Batch_of_many_sites_is_taken_where_it_may_be_and_says_what_is_not()
    {
        await fixture.RegisterAsync("batch");
        string batch = JsonSerializer.Serialize(new[] { RegisteredModeFixture.Event("batch"), RegisteredModeFixture.Event("batch-unknown"), RegisteredModeFixture.Event("batch") });
        GatewayResponse answer = await fixture.SendAsync(HttpMethod.Post, "/api/events", null, batch);
        Assert.Equal(202, answer.Status);
        Assert.Contains("\"accepted\":2", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"index\":1", answer.Body, StringComparison.Ordinal);

        GatewayResponse none = await fixture.SendAsync(HttpMethod.Post, "/api/events", null, JsonSerializer.Serialize(new[] { RegisteredModeFixture.Event("batch-unknown") }));
        Assert.Equal(403, none.Status);
    }

    [Fact]
    public async Task Settings_are_kept_as_they_were_written_and_faults_are_told_together()
    {
        const string Settings = """{"name":"Käse","time_zone":"Europe/Berlin","origins":["https://*.example.org"],"retention_days":90,"events_per_second":100,"bytes_per_second":5000,"needs_write_key":false}""";
        await fixture.RegisterAsync("a/b {c} %2F", Settings);
        GatewayResponse kept = await fixture.SendAsync(HttpMethod.Get, $"/api/operator/sites/{Uri.EscapeDataString("a/b {c} %2F")}/settings", fixture.Key);
        Assert.StartsWith("""{"site_id":"a/b {c} %2F",""" + Settings[1..^1], Regex.Unescape(kept.Body), StringComparison.Ordinal);

        GatewayResponse faults = await fixture.SendAsync(
            HttpMethod.Put, "/api/operator/sites/faulty/settings", fixture.Key, """{"name":"","time_zone":"Mars/Base","origins":["example.org"],"retention_days":0}""");
        Assert.Equal(400, faults.Status);
        Assert.Equal(4, JsonDocument.Parse(faults.Body).RootElement.GetProperty("details").GetArrayLength());

        GatewayResponse found = await fixture.SendAsync(HttpMethod.Get, "/api/operator/site-settings?search=k%C3%A4se", fixture.Key);
        Assert.Equal(1, JsonDocument.Parse(found.Body).RootElement.GetProperty("total").GetInt64());
    }
}
