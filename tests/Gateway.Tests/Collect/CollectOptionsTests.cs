namespace Footfall.Collect;

public sealed class CollectOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.True(new CollectOptionsValidator().Validate(null, new CollectOptions()).Succeeded);

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        ["Collect:PendingBytes is 1; it must be at least 1048576.", "Collect:QueuedEntriesPerSite is 0; it must be at least 1."],
        new CollectOptionsValidator().Validate(null, new CollectOptions { PendingBytes = 1, QueuedEntriesPerSite = 0 }).Failures!);
}
