using System.Net;
using Footfall.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Footfall.Proxies;

/// <summary>The client address attributed to a request over HTTP, whatever its headers claim. The test sets the peer's.</summary>
public sealed class TrustedProxiesTests
{
    private const string Proxies = "10.0.0.0/8, 127.0.0.0/8, 2001:db8::/32";
    private const string Client = "203.0.113.7";

    [Theory]
    [InlineData(Client)]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1, 127.0.0.1")]
    public async Task WithoutProxies_NobodyIsBelieved(string forwarded) =>
        Assert.Equal("192.0.2.1 http remote", await CallAsync("", "192.0.2.1", ("X-Forwarded-For", forwarded), ("X-Forwarded-Proto", "https")));

    [Fact]
    public async Task WithoutProxies_NobodyOnThisMachineIsBelievedEither() =>
        Assert.Equal("127.0.0.1 http remote", await CallAsync("", "127.0.0.1", ("X-Forwarded-For", Client)));

    [Fact]
    public async Task OtherPeer_IsNotBelieved() =>
        Assert.Equal("192.0.2.1 http remote", await CallAsync(Proxies, "192.0.2.1", ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https")));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("127.0.0.1")]
    [InlineData("2001:db8::5")]
    public async Task Proxy_IsBelieved(string proxy) =>
        Assert.Equal($"{Client} https remote", await CallAsync(Proxies, proxy, ("X-Forwarded-For", Client), ("X-Forwarded-Proto", "https")));

    [Theory]
    [InlineData("127.0.0.1, " + Client)]
    [InlineData("10.9.9.9, " + Client)]
    [InlineData("8.8.8.8, " + Client + ", 10.4.4.4")] // two proxies
    [InlineData("nonsense, " + Client)]
    public async Task WhatTheClientClaims_IsNot(string forwarded) =>
        Assert.Equal($"{Client} http remote", await CallAsync(Proxies, "10.1.2.3", ("X-Forwarded-For", forwarded)));

    [Fact]
    public async Task WhatTheClientClaims_InAHeaderOfItsOwn_IsNot() => Assert.Equal(
        $"{Client} http remote", await CallAsync(Proxies, "10.1.2.3", ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", Client)));

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")] // a proxy that passes on what the client wrote
    [InlineData("X-Forwarded-For", "::1")]
    [InlineData("X-Forwarded-For", "unknown")]
    [InlineData("X-Forwarded-For", "")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task ClientOfAProxy_IsNeverOnThisMachine(string header, string value) =>
        Assert.EndsWith(" remote", await CallAsync(Proxies, "127.0.0.1", (header, value)), StringComparison.Ordinal);

    /// <summary>Clients of a proxy that sends no information about them do not count as clients on this machine.</summary>
    [Theory]
    [InlineData(Proxies, "127.0.0.1")]
    [InlineData(Proxies, "::ffff:127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "::1")] // proxy_pass http://localhost:3000 takes either
    [InlineData("::1", "127.0.0.1")]
    [InlineData("::1", "::ffff:127.0.0.1")]
    public async Task ProxyOnThisMachine_WithoutAHeader_IsNotThisMachine(string proxies, string peer) =>
        Assert.EndsWith(" http remote", await CallAsync(proxies, peer), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "::1")]
    [InlineData("127.66.0.0/16", "127.0.0.1")]
    public async Task ClientOnThisMachine_IsStillThere(string proxies, string peer) =>
        Assert.Equal($"{peer} http local", await CallAsync(proxies, peer));

    [Theory]
    [InlineData("203.0.113.7:52110", "203.0.113.7")]
    [InlineData("[2001:db9::7]:52110", "2001:db9::7")]
    [InlineData("2001:db9::7", "2001:db9::7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7, ::ffff:10.4.4.4", "203.0.113.7")]
    [InlineData("203.0.113.7, 10.4.4.4:9999", "203.0.113.7")]
    [InlineData("127.0.0.1:80, 203.0.113.7", "203.0.113.7")]
    public async Task AddressesInEveryForm_AreRead(string forwarded, string expected)
    {
        string answer = await CallAsync(Proxies, "10.1.2.3", ("X-Forwarded-For", forwarded));

        Assert.EndsWith(" http remote", answer, StringComparison.Ordinal);
        IPAddress address = IPAddress.Parse(answer.Split(' ')[0]);
        Assert.Equal(IPAddress.Parse(expected), address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    [Theory]
    [InlineData("127.0.0.1:3000")]
    [InlineData("[::1]:3000")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("127.0.0.1, 127.0.0.1")]
    [InlineData("localhost")]
    public async Task LoopbackThatIsClaimed_IsNotThisMachine(string forwarded)
    {
        foreach (string peer in (string[])["127.0.0.1", "10.1.2.3", "192.0.2.1", "::ffff:10.1.2.3"])
        {
            foreach (string proxies in (string[])[Proxies, ""])
            {
                Assert.EndsWith(" remote", await CallAsync(proxies, peer, ("X-Forwarded-For", forwarded)), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Host_IsNotChanged() => Assert.Equal("192.0.2.1 http remote", await CallAsync(Proxies, "192.0.2.1", ("X-Forwarded-Host", "evil.example")));

    private static async Task<string> CallAsync(string proxies, string peer, params (string Name, string Value)[] headers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["ForwardedHeaders:KnownNetworks"] = proxies;
        builder.Services.AddTrustedProxies();
        await using WebApplication app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
            return next(context);
        });
        app.UseTrustedProxies();
        app.MapGet("/", (HttpContext context) =>
        {
            Assert.StartsWith("127.0.0.1", context.Request.Host.Host, StringComparison.Ordinal);
            return $"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {(LocalClients.IsLocal(context) ? "local" : "remote")}";
        });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
