using System.Net;
using Microsoft.AspNetCore.Http;

namespace Footfall.Access;

[Trait("Tier", "fast")]
public sealed class LocalClientsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void ClientOnThisMachine_IsLocal(string address) => Assert.True(LocalClients.IsLocal(From(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData(null)]
    public void OtherClient_IsNotLocal(string? address) => Assert.False(LocalClients.IsLocal(From(address)));

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Original-For")] // what a proxy that is believed leaves
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("True-Client-IP")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("X-Client-IP")]
    [InlineData("X-Envoy-External-Address")]
    [InlineData("CDN-Loop")]
    public void ClientOfAProxyOnThisMachine_IsNotLocal(string header)
    {
        DefaultHttpContext context = From("127.0.0.1");
        context.Request.Headers[header] = "203.0.113.7";

        Assert.False(LocalClients.IsLocal(context));

        // The headers that nearly every client sends hide no proxy header.
        foreach (string usual in new[] { "Host", "User-Agent", "Accept", "Accept-Encoding", "Authorization", "Connection", "Content-Type" })
        {
            context.Request.Headers[usual] = usual == "Host" ? "localhost" : "x";
            Assert.False(LocalClients.IsLocal(context));
        }

        context.Request.ContentLength = 1;
        Assert.False(LocalClients.IsLocal(context));
        context.Request.Headers.Remove(header);
        Assert.True(LocalClients.IsLocal(context));
    }

    [Theory]
    [InlineData("localhost:3000")]
    [InlineData("LocalHost:3000")]
    [InlineData("127.0.0.1:3000")]
    [InlineData("127.8.8.8:3000")]
    [InlineData("[::1]:3000")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public void RequestForThisMachine_IsLocal(string host) => Assert.True(LocalClients.IsLocal(For(host)));

    /// <summary>A proxy that adds nothing passes on the name that its client requested, or the port that it listens on.</summary>
    [Theory]
    [InlineData("analytics.example")]
    [InlineData("analytics.example:3000")]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]:443")]
    [InlineData("localhost:")]
    [InlineData("localhost:3000x")]
    [InlineData("10.0.0.1:3000")]
    [InlineData("127.evil.example:3000")]
    [InlineData("localhost.evil.example:3000")]
    [InlineData("[::1].evil.example:3000")]
    [InlineData("[fe80::1]:3000")]
    public void RequestForAnotherNameOrPort_IsNotLocal(string host)
    {
        RemoteSign sign = LocalClients.FindSign(For(host));

        Assert.Equal((RemoteSignKind.Host, host), (sign.Kind, sign.Detail));
    }

    [Theory]
    [InlineData("HTTP/1.0", RemoteSignKind.OldHttp)]
    [InlineData("HTTP/1.1", RemoteSignKind.None)]
    [InlineData("HTTP/2", RemoteSignKind.None)]
    public void RequestOfNginxWithoutSettings_IsNotLocal(string protocol, RemoteSignKind expected)
    {
        DefaultHttpContext context = For("127.0.0.1:3000");
        context.Request.Protocol = protocol;

        Assert.Equal(expected, LocalClients.FindSign(context).Kind);
    }

    [Fact]
    public void ClientOfAListedProxy_IsNotLocal()
    {
        DefaultHttpContext context = For("127.0.0.1:3000");
        context.Features.Set(ListedProxy.Instance);

        Assert.Equal(RemoteSignKind.ListedProxy, LocalClients.FindSign(context).Kind);
    }

    private static DefaultHttpContext For(string host)
    {
        DefaultHttpContext context = From("127.0.0.1");
        context.Connection.LocalPort = 3000;
        context.Request.Protocol = "HTTP/1.1";
        context.Request.Headers.Host = host;
        return context;
    }

    private static DefaultHttpContext From(string? address) =>
        new() { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
}
