using System.Net;
using System.Text;

namespace Footfall.Enrich;

public sealed class VisitorIdsTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static readonly VisitorSalt Salt = new(1, 2);

    [Fact]
    public void EqualVisitors_HaveEqualIds_HoweverTheirUserAgentCame()
    {
        ulong id = Of("shop", "192.0.2.1", Browser);

        Assert.Equal(id, Of("shop", "192.0.2.1", Browser));
        Assert.Equal(id, VisitorIds.Of(Salt, "shop"u8, IPAddress.Parse("192.0.2.1"), Encoding.UTF8.GetBytes(Browser)));
    }

    [Fact]
    public void AnIPv4AddressInIPv6_IsTheIPv4Address() => Assert.Equal(Of("shop", "192.0.2.1", Browser), Of("shop", "::ffff:192.0.2.1", Browser));

    [Fact]
    public void Everything_MakesADifference()
    {
        ulong[] ids =
        [
            Of("shop", "192.0.2.1", Browser),
            Of("shop2", "192.0.2.1", Browser),
            Of("shop", "192.0.2.2", Browser),
            Of("shop", "2001:db8::1", Browser),
            Of("shop", null, Browser),
            Of("shop", "192.0.2.1", Browser + "."),
            Of("shop", "192.0.2.1", ""),
            VisitorIds.Of(new VisitorSalt(2, 1), "shop"u8, IPAddress.Parse("192.0.2.1"), Browser),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void TheEndOfOneText_IsNotTheBeginningOfTheNext() => Assert.NotEqual(
        VisitorIds.Of(Salt, "shop"u8, null, "abc"), VisitorIds.Of(Salt, "shopa"u8, null, "bc"));

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("🦶")]
    public void AUserAgent_CountsUpToItsLimit_InEitherForm(string letter)
    {
        string longer = string.Concat(Enumerable.Repeat(letter, 2 * VisitorIds.MaxUserAgentBytes));
        ulong id = VisitorIds.Of(Salt, "shop"u8, null, longer);

        Assert.Equal(id, VisitorIds.Of(Salt, "shop"u8, null, longer + "more"));
        Assert.Equal(id, VisitorIds.Of(Salt, "shop"u8, null, Encoding.UTF8.GetBytes(longer)));
    }

    [Fact]
    public void TheLongestTexts_AreHashed()
    {
        byte[] site = [.. Enumerable.Repeat((byte)'s', 3 * Queue.SiteId.MaxLength)];

        Assert.NotEqual(0ul, VisitorIds.Of(Salt, site, IPAddress.IPv6Loopback, new string('ü', 10_000)));
    }

    [Fact]
    public void Hashing_AllocatesNothing()
    {
        IPAddress address = IPAddress.Parse("2001:db8::1");
        VisitorIds.Of(Salt, "shop"u8, address, Browser);
        long before = GC.GetAllocatedBytesForCurrentThread();

        VisitorIds.Of(Salt, "shop"u8, address, Browser);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ulong Of(string site, string? address, string userAgent) =>
        VisitorIds.Of(Salt, Encoding.UTF8.GetBytes(site), address is null ? null : IPAddress.Parse(address), userAgent);
}
