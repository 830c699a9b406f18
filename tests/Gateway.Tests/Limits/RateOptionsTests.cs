namespace Footfall.Limits;

[Trait("Tier", "fast")]
public sealed class RateOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new RateOptions()));

    [Fact]
    public void NoLimits_AreValid() => Assert.Empty(FaultsOf(new RateOptions
    {
        AddressEventsPerSecond = 0,
        AddressBytesPerSecond = 0,
        SiteEventsPerSecond = 0,
        SiteBytesPerSecond = 0,
    }));

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Limits:AddressEventsPerSecond is -1; it must be at least 1, or 0 for no limit.",
            "Limits:AddressBytesPerSecond is 1023; it must be at least 1024, or 0 for no limit.",
            "Limits:SiteEventsPerSecond is -5; it must be at least 1, or 0 for no limit.",
            "Limits:SiteBytesPerSecond is 1; it must be at least 1024, or 0 for no limit.",
            "Limits:Burst is 00:00:00; it must be from 00:00:01 to 01:00:00.",
        ],
        FaultsOf(new RateOptions
        {
            AddressEventsPerSecond = -1,
            AddressBytesPerSecond = 1023,
            SiteEventsPerSecond = -5,
            SiteBytesPerSecond = 1,
            Burst = TimeSpan.Zero,
        }));

    private static IEnumerable<string> FaultsOf(RateOptions options) => new RateOptionsValidator().Validate(null, options).Failures ?? [];
}
