using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Footfall.Cluster;

[Trait("Tier", "fast")]
public sealed class SiloClusterOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Equal("footfall", Read().ClusterId);

    [Theory]
    [InlineData("loopback")]
    [InlineData("host")]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    public void Advertise_InEachOfItsForms_IsValid(string advertise) => Assert.Equal(advertise, Read(("Advertise", advertise)).Advertise);

    [Fact]
    public void Faults_AreAllTold()
    {
        var fault = Assert.Throws<OptionsValidationException>(
            () => Read(("Membership", ""), ("Advertise", "silo.example.org"), ("SiloPort", "0"), ("GatewayPort", "65536")));

        Assert.Equal(
            [
                "Cluster:Membership is empty; leave it out, or give the Orleans cluster a name.",
                "Cluster:Advertise is silo.example.org; it must be loopback, host or an IP address.",
                "Cluster:SiloPort is 0; it must be between 1 and 65535.",
                "Cluster:GatewayPort is 65536; it must be between 1 and 65535.",
            ],
            fault.Failures);
    }

    [Fact]
    public void Ports_ThatAreTheSame_AreAFault() => Assert.Equal(
        ["Cluster:SiloPort and Cluster:GatewayPort are both 30000; they must differ."],
        Assert.Throws<OptionsValidationException>(() => Read(("SiloPort", "30000"))).Failures);

    private static SiloClusterOptions Read(params (string Name, string Value)[] settings) => SiloClusterOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => $"Cluster:{setting.Name}", setting => (string?)setting.Value))
        .Build());
}
