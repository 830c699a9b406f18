namespace Footfall.Proxies;

[Trait("Tier", "fast")]
public sealed class ProxyOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("10.1.2.3")]
    [InlineData("10.1.2.3/16")]
    [InlineData("10.1.0.0/16, 192.0.2.7,2001:db8::/32 , ::1")]
    public void Networks_AndAddresses_AreValid(string networks) => Assert.Empty(FaultsOf(networks));

    [Theory]
    [InlineData("proxy.example", "proxy.example, which is neither an address nor a network")]
    [InlineData("10.0.0.0/40", "10.0.0.0/40, which is neither an address nor a network")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0, which trusts every client")]
    [InlineData("::/0", "::/0, which trusts every client")]
    public void AnythingElse_IsAFault(string network, string fault) =>
        Assert.StartsWith($"ForwardedHeaders:KnownNetworks has {fault}; ", Assert.Single(FaultsOf("10.1.2.3, " + network)), StringComparison.Ordinal);

    private static IEnumerable<string> FaultsOf(string networks) =>
        new ProxyOptionsValidator().Validate(null, new ProxyOptions { KnownNetworks = networks }).Failures ?? [];
}
