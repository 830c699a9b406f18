using System.Net;
using Microsoft.AspNetCore.Http;

namespace Footfall.Access;

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
    public void ClientOfAProxyOnThisMachine_IsNotLocal(string header)
    {
        DefaultHttpContext context = From("127.0.0.1");
        context.Request.Headers[header] = "203.0.113.7";

        Assert.False(LocalClients.IsLocal(context));
    }

    private static DefaultHttpContext From(string? address) =>
        new() { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
}
