namespace Footfall.Queue;

public sealed class PumpOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new PumpOptions()));

    [Fact]
    public void SmallestValues_AreValid() => Assert.Empty(FaultsOf(
        new PumpOptions { Workers = 1, Lease = TimeSpan.FromSeconds(4), Poll = TimeSpan.FromMilliseconds(10), Pace = TimeSpan.Zero }));

    [Fact]
    public void LargestValues_AreValid() => Assert.Empty(FaultsOf(
        new PumpOptions { Workers = 10_000, Lease = TimeSpan.FromSeconds(30), Poll = TimeSpan.FromMinutes(1), Pace = TimeSpan.FromSeconds(10) }));

    [Fact]
    public void ValuesThatAreTooSmall_AreAllTold() => Assert.Equal(
        [
            "Pump:Workers is 0; it must lie between 1 and 10000.",
            "Pump:Lease is 00:00:03.9990000; it must lie between 00:00:04 and 00:00:30.",
            "Pump:Poll is 00:00:00.0090000; it must lie between 10 ms and 1 minute.",
            "Pump:Pace is -00:00:00.0010000; it must lie between 0 and 10 s.",
        ],
        FaultsOf(Options(0, 3999, 9, -1)));

    /// <summary>A claim would take a much longer lease for one from before the clock was stepped back.</summary>
    [Fact]
    public void ValuesThatAreTooLarge_AreAllTold() => Assert.Equal(
        [
            "Pump:Workers is 10001; it must lie between 1 and 10000.",
            "Pump:Lease is 00:00:30.0010000; it must lie between 00:00:04 and 00:00:30.",
            "Pump:Poll is 00:01:00.0010000; it must lie between 10 ms and 1 minute.",
            "Pump:Pace is 00:00:10.0010000; it must lie between 0 and 10 s.",
        ],
        FaultsOf(Options(10_001, 30_001, 60_001, 10_001)));

    private static PumpOptions Options(int workers, int lease, int poll, int pace) => new()
    {
        Workers = workers,
        Lease = TimeSpan.FromMilliseconds(lease),
        Poll = TimeSpan.FromMilliseconds(poll),
        Pace = TimeSpan.FromMilliseconds(pace),
    };

    private static IEnumerable<string> FaultsOf(PumpOptions options) => new PumpOptionsValidator().Validate(null, options).Failures ?? [];
}
