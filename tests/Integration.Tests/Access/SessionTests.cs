using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

[Collection(SharedRegisteredMode.Name)]
public sealed class SessionTests(RegisteredModeFixture fixture)
{
    private const string Session = "/api/operator/session";

    [Fact]
    public async Task Signed_in_browser_is_an_operator_at_every_gateway_until_it_signs_out()
    {
        using var browser = new Browser(fixture);
        Assert.Contains("\"is_operator\":false", (await browser.SendAsync(HttpMethod.Get, Session)).Body, StringComparison.Ordinal);
        Assert.Equal(401, (await browser.SendAsync(HttpMethod.Get, "/api/operator/overview")).Status);

        GatewayResponse signedIn = await browser.SignInAsync(fixture.Key);
        Assert.Equal(200, signedIn.Status);
        Assert.Contains("\"name\":\"first\"", signedIn.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, "/api/operator/overview")).Status);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, "/api/operator/overview", gateway: 1)).Status);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, "/operator/grains")).Status);

        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Delete, Session)).Status);
        Assert.Equal(401, (await browser.SendAsync(HttpMethod.Get, "/api/operator/overview")).Status);
    }

    [Fact]
    public async Task Cookie_is_for_this_site_only_and_scripts_cannot_read_it()
    {
        using var browser = new Browser(fixture);
        await browser.SignInAsync(fixture.Key);
        string cookie = browser.LastCookie!;
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(fixture.Key, cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Page_of_another_site_cannot_act_in_its_operators_name(string header, string value)
    {
        using var browser = new Browser(fixture);
        await browser.SignInAsync(fixture.Key);
        GatewayResponse forged = await browser.SendAsync(HttpMethod.Post, "/api/operator/sites/forged/pause", null, 0, (header, value));
        Assert.Equal(403, forged.Status);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Post, "/api/operator/sites/forged/resume")).Status);
    }

    [Fact]
    public async Task Session_ends_with_the_key_that_it_was_begun_with()
    {
        string key = await fixture.MakeKeyAsync(fixture.Key, """{"name":"short-lived","scope":"operator"}""");
        using var browser = new Browser(fixture);
        await browser.SignInAsync(key);
        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, "/api/operator/overview")).Status);

        await fixture.RevokeAsync(key);
        Assert.Equal(401, (await browser.SendAsync(HttpMethod.Get, "/api/operator/overview")).Status);
    }

    [Fact]
    public async Task Keys_of_sites_do_not_sign_in()
    {
        using var browser = new Browser(fixture);
        Assert.Equal(401, (await browser.SignInAsync(await fixture.MakeSiteKeyAsync("read", "signs-not-in"))).Status);
    }
}
