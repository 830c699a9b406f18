namespace Footfall.Queue;

[Trait("Tier", "fast")]
public sealed class QueuePumpOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new QueuePumpOptions()));

    [Fact]
    public void SmallestValues_AreValid() => Assert.Empty(FaultsOf(
        new QueuePumpOptions { MaxConcurrentDrains = 1, LeaseDuration = TimeSpan.FromSeconds(4), PollInterval = TimeSpan.FromMilliseconds(10), ClaimInterval = TimeSpan.Zero }));

    [Fact]
    public void LargestValues_AreValid() => Assert.Empty(FaultsOf(
        new QueuePumpOptions { MaxConcurrentDrains = 10_000, LeaseDuration = TimeSpan.FromSeconds(30), PollInterval = TimeSpan.FromSeconds(30), ClaimInterval = TimeSpan.FromSeconds(10) }));

    [Fact]
    public void ValuesThatAreTooSmall_AreAllTold() => Assert.Equal(
        [
            "Queue:MaxConcurrentDrains is 0; it must be between 1 and 10000.",
            "Queue:LeaseDuration is 00:00:03.9990000; it must be between 00:00:04 and 00:00:30.",
            "Queue:PollInterval is 00:00:00.0090000; it must be between 10 ms and Queue:LeaseDuration, 00:00:03.9990000.",
            "Queue:ClaimInterval is -00:00:00.0010000; it must be between 0 and 10 s.",
        ],
        FaultsOf(Options(0, 3999, 9, -1)));

    /// <summary>A claim would mistake a much longer lease for one from before the clock stepped back.</summary>
    [Fact]
    public void ValuesThatAreTooLarge_AreAllTold() => Assert.Equal(
        [
            "Queue:MaxConcurrentDrains is 10001; it must be between 1 and 10000.",
            "Queue:LeaseDuration is 00:00:30.0010000; it must be between 00:00:04 and 00:00:30.",
            "Queue:PollInterval is 00:00:30.0020000; it must be between 10 ms and Queue:LeaseDuration, 00:00:30.0010000.",
            "Queue:ClaimInterval is 00:00:10.0010000; it must be between 0 and 10 s.",
        ],
        FaultsOf(Options(10_001, 30_001, 30_002, 10_001)));

    private static QueuePumpOptions Options(int workers, int leaseDuration, int pollInterval, int claimInterval) => new()
    {
        MaxConcurrentDrains = workers,
        LeaseDuration = TimeSpan.FromMilliseconds(leaseDuration),
        PollInterval = TimeSpan.FromMilliseconds(pollInterval),
        ClaimInterval = TimeSpan.FromMilliseconds(claimInterval),
    };

    private static IEnumerable<string> FaultsOf(QueuePumpOptions options) => new QueuePumpOptionsValidator().Validate(null, options).Failures ?? [];
}
