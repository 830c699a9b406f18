namespace Footfall.Queue;

public sealed class PumpOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new PumpOptions()));

    [Fact]
    public void SmallestValues_AreValid() => Assert.Empty(FaultsOf(
        new PumpOptions { Workers = 1, Lease = TimeSpan.FromSeconds(4), Poll = TimeSpan.FromMilliseconds(10) }));

    [Fact]
    public void LargestValues_AreValid() => Assert.Empty(FaultsOf(
        new PumpOptions { Workers = 10_000, Lease = TimeSpan.FromSeconds(30), Poll = TimeSpan.FromMinutes(1) }));

    [Fact]
    public void ValuesThatAreTooSmall_AreAllTold() => Assert.Equal(
        [
            "Pump:Workers is 0; it must lie between 1 and 10000.",
            "Pump:Lease is 00:00:03.9990000; it must lie between 00:00:04 and 00:00:30.",
            "Pump:Poll is 00:00:00.0090000; it must lie between 10 ms and 1 minute.",
        ],
        FaultsOf(new PumpOptions { Workers = 0, Lease = TimeSpan.FromMilliseconds(3999), Poll = TimeSpan.FromMilliseconds(9) }));

    /// <summary>A claim would take a much longer lease for one from before the clock was stepped back.</summary>
    [Fact]
    public void ValuesThatAreTooLarge_AreAllTold() => Assert.Equal(
        [
            "Pump:Workers is 10001; it must lie between 1 and 10000.",
            "Pump:Lease is 00:00:30.0010000; it must lie between 00:00:04 and 00:00:30.",
            "Pump:Poll is 00:01:00.0010000; it must lie between 10 ms and 1 minute.",
        ],
        FaultsOf(new PumpOptions { Workers = 10_001, Lease = TimeSpan.FromMilliseconds(30_001), Poll = TimeSpan.FromMilliseconds(60_001) }));

    private static IEnumerable<string> FaultsOf(PumpOptions options) => new PumpOptionsValidator().Validate(null, options).Failures ?? [];
}
