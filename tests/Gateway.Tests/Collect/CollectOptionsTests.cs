namespace Footfall.Collect;

[Trait("Tier", "fast")]
public sealed class CollectOptionsTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new CollectOptions()));

    [Fact]
    public void SmallestValues_AreValid() => Assert.Empty(FaultsOf(new CollectOptions
    {
        PendingBytes = Megabyte,
        QueuedEntriesPerSite = 1,
        QueuedBytesPerSite = Megabyte,
        QueuedEntries = 1,
        RedisMemoryBytes = 0,
        RedisMemoryShare = double.Epsilon,
    }));

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Collect:PendingBytes is 1048575; it must be at least 1048576.",
            "Collect:QueuedEntriesPerSite is 0; it must be at least 1.",
            "Collect:QueuedBytesPerSite is 1048575; it must be at least 1048576.",
            "Collect:QueuedEntries is 0; it must be at least 1.",
            "Collect:RedisMemoryBytes is -1; it must not be negative.",
            "Collect:RedisMemoryShare is 0; it must be above 0 and at most 1.",
        ],
        FaultsOf(new CollectOptions
        {
            PendingBytes = Megabyte - 1,
            QueuedEntriesPerSite = 0,
            QueuedBytesPerSite = Megabyte - 1,
            QueuedEntries = 0,
            RedisMemoryBytes = -1,
            RedisMemoryShare = 0,
        }));

    [Theory]
    [InlineData(1, true)]
    [InlineData(1.01, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void RedisMemoryShare_IsAShare(double share, bool isValid) =>
        Assert.Equal(isValid, !FaultsOf(new CollectOptions { RedisMemoryShare = share }).Any());

    private static IEnumerable<string> FaultsOf(CollectOptions options) => new CollectOptionsValidator().Validate(null, options).Failures ?? [];
}
