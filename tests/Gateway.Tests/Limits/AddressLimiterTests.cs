using System.Net;
using Footfall.Proxies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Limits;

[Trait("Tier", "fast")]
public sealed class AddressLimiterTests : IDisposable
{
    private readonly AddressLimiter _limiter = new(
        Options.Create(new RateOptions { AddressEventsPerSecond = 1, Burst = TimeSpan.FromSeconds(5) }),
        new ClientLocations(TimeProvider.System, NullLogger<ClientLocations>.Instance),
        new FakeTimeProvider());

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public void Addresses_AreHeldEachForItself()
    {
        Assert.Equal(5, TakeAll("192.0.2.1"));
        Assert.Equal(5, TakeAll("192.0.2.2"));
        Assert.Equal(5, TakeAll("2001:db8::1"));
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff")] // one subscriber
    [InlineData(null, null)]
    public void SameClient_IsHeldUnderEachOfItsAddresses(string? one, string? other)
    {
        TakeAll(one);

        Assert.Equal(0, TakeAll(other));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8:0:1::1")]
    [InlineData("0.0.0.1", "::1:0:0:1")]
    public void OtherNetworks_AreOtherClients(string one, string other)
    {
        TakeAll(one);

        Assert.Equal(5, TakeAll(other));
    }

    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", null, true)]
    [InlineData("127.0.0.1", "X-Forwarded-For", false)] // through a proxy that is not believed
    [InlineData("127.0.0.1", "X-Original-For", false)] // what a proxy that is believed says of its client
    public void ClientsOnThisMachine_AreNotHeld(string address, string? header, bool isFree)
    {
        var context = From(address);
        if (header is not null)
        {
            context.Request.Headers[header] = "203.0.113.7";
        }

        Assert.Equal(isFree, Enumerable.Range(0, 100).All(_ => _limiter.Acquire(context, 1, 0) != RateState.Exceeded));
    }

    [Fact]
    public void RefusedRequest_OfAspNetCore_IsToldItsHeaders()
    {
        TakeAll("192.0.2.1");
        HttpContext context = From("192.0.2.1");

        Assert.False(_limiter.AttemptAcquire(context).IsAcquired);
        Assert.Equal(1, _limiter.Describe(context));
        Assert.StartsWith("\"address-events\";r=0;t=1, \"address-bytes\";", context.Response.Headers["RateLimit"]);
    }

    private int TakeAll(string? address)
    {
        int taken = 0;
        while (_limiter.AttemptAcquire(From(address)).IsAcquired)
        {
            taken++;
        }

        return taken;
    }

    private static DefaultHttpContext From(string? address) =>
        new() { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
}
