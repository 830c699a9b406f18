namespace Footfall.Store;

public sealed class EventStoreOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.True(new EventStoreOptionsValidator().Validate(null, new EventStoreOptions()).Succeeded);

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Store:Lanes is 0; it must lie between 1 and 64.",
            "Store:RowsPerTransaction is 200001; it must lie between 1 and 200000.",
            "Store:SitesPerTransaction is -1; it must lie between 1 and 10000.",
        ],
        new EventStoreOptionsValidator()
            .Validate(null, new EventStoreOptions { Lanes = 0, RowsPerTransaction = 200_001, SitesPerTransaction = -1 }).Failures!);
}
