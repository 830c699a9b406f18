namespace Footfall.Drain;

public sealed class DrainOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.True(new DrainOptionsValidator().Validate(null, new DrainOptions()).Succeeded);

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Drain:Budget is 00:00:03; it must be above zero and at most 00:00:02.",
            "Drain:ChunkBytes is 1; it must lie between 65536 and 16777216.",
            "Drain:MemoryBytes is 0; it must be at least Drain:ChunkBytes (1).",
        ],
        new DrainOptionsValidator().Validate(
            null, new DrainOptions { Budget = TimeSpan.FromSeconds(3), ChunkBytes = 1, MemoryBytes = 0 }).Failures!);

    [Fact]
    public void Budget_OfZero_IsAFault() =>
        Assert.True(new DrainOptionsValidator().Validate(null, new DrainOptions { Budget = TimeSpan.Zero }).Failed);
}
