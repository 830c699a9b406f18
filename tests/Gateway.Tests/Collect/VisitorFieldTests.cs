namespace Footfall.Collect;

/// <summary>What a server says of the visitor for whom it speaks.</summary>
[Trait("Tier", "fast")]
public sealed class VisitorFieldTests
{
    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("2001:db8::7")]
    [InlineData("2001:DB8:0:0:0:0:0:7")]
    [InlineData("::ffff:192.0.2.7")]
    [InlineData("::")]
    public void Ip_ThatIsAnAddress_IsTakenAsItIs(string address) => Assert.Equal(address, Parsed.ValueOf("ip", $"\"{address}\""));

    [Theory]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.7.1")]
    [InlineData("192.0.2.")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.02.7")]
    [InlineData("0xC0000207")]
    [InlineData("3221225991")]
    [InlineData("192.0.2.7:80")]
    [InlineData("192.0.2.0/24")]
    [InlineData(" 192.0.2.7")]
    [InlineData("2001:db8::7::1")]
    [InlineData("2001:db8")]
    [InlineData("[2001:db8::7]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("2001:db8::/32")]
    [InlineData("unknown")]
    public void Ip_ThatIsNoAddress_IsAFault(string text) => Assert.Equal(["ip must be an IPv4 or IPv6 address, without port"], Parsed.FaultsOf(("ip", $"\"{text}\"")));

    [Fact]
    public void Ip_OfAnotherForm_IsAFault()
    {
        Assert.Equal(["ip must be a string"], Parsed.FaultsOf(("ip", "7")));
        Assert.Equal(["ip must not contain NUL or unpaired surrogates"], Parsed.FaultsOf(("ip", "\"::\\u0000\"")));
        Assert.Equal(["ip must be at most 45 characters"], Parsed.FaultsOf(("ip", $"\"{new string(':', 46)}\"")));
    }

    [Fact]
    public void Visitor_IsHandedOverAndNoFieldOfTheEvent()
    {
        Parsed parsed = Parsed.With(("ip", "\"::1\""), ("user_agent", "\"Mozilla/5.0 \\u00e9\""), ("accept_language", "\"de, en;q=0.5\""), ("automated", "true"));

        Assert.Equal(
            new Dictionary<string, string> { ["ip"] = "::1", ["user_agent"] = "Mozilla/5.0 é", ["accept_language"] = "de, en;q=0.5", ["automated"] = "true" },
            parsed.Others);
    }
}
