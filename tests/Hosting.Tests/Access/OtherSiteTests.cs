using Microsoft.AspNetCore.Http;

namespace Footfall.Access;

[Trait("Tier", "fast")]
public sealed class OtherSiteTests
{
    [Theory]
    [InlineData("GET", "localhost:3000", "", "", "")] // no browser
    [InlineData("POST", "127.0.0.1:3000", "", "", "")]
    [InlineData("DELETE", "[::1]:3000", "", "", "")]
    [InlineData("GET", "localhost:3000", "none", "navigate", "")] // an address typed
    [InlineData("GET", "localhost:3000", "cross-site", "navigate", "")] // a link followed
    [InlineData("POST", "localhost:3000", "same-origin", "cors", "http://localhost:3000")]
    public void OwnRequest_IsAnswered(string method, string host, string site, string mode, string origin) =>
        Assert.False(LocalClients.IsForOtherSite(From(method, host, site, mode, origin)));

    [Theory]
    [InlineData("GET", "evil.example:3000", "same-origin", "cors", "")] // a name that was made to lead here
    [InlineData("GET", "localhost:3000", "cross-site", "cors", "https://evil.example")]
    [InlineData("GET", "localhost:3000", "cross-site", "no-cors", "")]
    [InlineData("POST", "localhost:3000", "cross-site", "navigate", "https://evil.example")] // a form
    [InlineData("POST", "localhost:3000", "same-site", "cors", "http://localhost:8080")]
    [InlineData("POST", "localhost:3000", "", "", "http://localhost:8080")] // an old browser
    [InlineData("POST", "localhost:3000", "", "", "null")]
    public void RequestForAPageOfAnotherSite_IsNot(string method, string host, string site, string mode, string origin) =>
        Assert.True(LocalClients.IsForOtherSite(From(method, host, site, mode, origin)));

    private static DefaultHttpContext From(string method, string host, string site, string mode, string origin)
    {
        var context = new DefaultHttpContext { Request = { Method = method, Scheme = "http", Host = new HostString(host) } };
        foreach ((string name, string value) in new[] { ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Origin", origin) })
        {
            if (value.Length > 0)
            {
                context.Request.Headers[name] = value;
            }
        }

        return context;
    }
}
