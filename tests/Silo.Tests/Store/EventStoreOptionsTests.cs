namespace Footfall.Store;

[Trait("Tier", "fast")]
public sealed class EventStoreOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new EventStoreOptions()));

    [Theory]
    [InlineData(1, 3, 1, 1)]
    [InlineData(64, 500, 200_000, 10_000)]
    public void SmallestAndLargestValues_AreValid(int commitWorkers, int connections, int rows, int sites) =>
        Assert.Empty(FaultsOf(new EventStoreOptions { CommitWorkers = commitWorkers, Connections = connections, RowsPerTransaction = rows, SitesPerTransaction = sites }));

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(65, 501, 200_001, 10_001)]
    public void Faults_AreAllTold(int commitWorkers, int connections, int rows, int sites) => Assert.Equal(
        [
            $"Store:CommitWorkers is {commitWorkers}; it must be between 1 and 64.",
            $"Store:Connections is {connections}; it must be between {commitWorkers + 2} and 500.",
            $"Store:RowsPerTransaction is {rows}; it must be between 1 and 200000.",
            $"Store:SitesPerTransaction is {sites}; it must be between 1 and 10000.",
        ],
        FaultsOf(new EventStoreOptions { CommitWorkers = commitWorkers, Connections = connections, RowsPerTransaction = rows, SitesPerTransaction = sites }));

    private static IEnumerable<string> FaultsOf(EventStoreOptions options) => new EventStoreOptionsValidator().Validate(null, options).Failures ?? [];
}
