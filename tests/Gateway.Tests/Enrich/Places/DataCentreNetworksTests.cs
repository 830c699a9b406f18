using System.Net;

namespace Footfall.Enrich;

public sealed class DataCentreNetworksTests
{
    private readonly DataCentreNetworks _networks = new();

    [Theory]
    [InlineData("198.51.100.0", "One")]
    [InlineData("198.51.100.255", "One")]
    [InlineData("::ffff:198.51.100.7", "One")]
    [InlineData("198.51.101.0", null)]
    [InlineData("198.51.99.255", null)]
    [InlineData("10.0.0.1", "Large")]
    [InlineData("10.5.0.9", "Small")]
    [InlineData("10.200.0.1", "Large")]
    [InlineData("2001:db8:1::5", "Six")]
    [InlineData("2001:db8:2::5", null)]
    [InlineData("192.0.2.9", "unnamed")]
    public void AnAddress_IsOfItsNetwork(string address, string? owner)
    {
        _networks.Use(new DataFile("networks", "# comment\n\n10.0.0.0/8\tLarge\n10.5.0.0/24\tSmall\n198.51.100.0/24\tOne\r\n192.0.2.8/31\n2001:db8:1::/48\tSix\n"));

        Assert.Equal(5, _networks.Count);
        Assert.Equal(owner, _networks.Find(IPAddress.Parse(address)));
    }

    [Fact]
    public void ALineWithoutANetwork_IsNamed_AndTheFormerNetworksStay()
    {
        _networks.Use(new DataFile("networks", "192.0.2.0/24\tOne"));

        DataFileException fault = Assert.Throws<DataFileException>(() => _networks.Use(new DataFile("networks", "192.0.2.0/24\nnonsense\tTwo")));

        Assert.Contains("nonsense", fault.Message, StringComparison.Ordinal);
        Assert.Equal("One", _networks.Find(IPAddress.Parse("192.0.2.1")));
    }
}
