namespace Footfall.Drain;

public sealed class DrainOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new DrainOptions()));

    [Fact]
    public void SmallestValues_AreValid() => Assert.Empty(FaultsOf(new DrainOptions
    {
        MaxDuration = TimeSpan.FromTicks(1),
        ChunkBytes = 65_536,
        MemoryBytes = 65_536,
        DuplicateWindow = TimeSpan.FromTicks(1),
        DuplicateIds = 1,
        DuplicateBytes = 0,
    }));

    [Fact]
    public void LargestValues_AreValid() => Assert.Empty(FaultsOf(new DrainOptions
    {
        MaxDuration = TimeSpan.FromSeconds(2),
        ChunkBytes = 16_777_216,
        MemoryBytes = long.MaxValue,
        DuplicateWindow = TimeSpan.FromDays(30),
        DuplicateIds = 100_000_000,
        DuplicateBytes = long.MaxValue,
    }));

    [Fact]
    public void ValuesThatAreTooSmall_AreAllTold() => Assert.Equal(
        [
            "Drain:MaxDuration is 00:00:00; it must be above zero and at most 00:00:02.",
            "Drain:ChunkBytes is 65535; it must be between 65536 and 16777216.",
            "Drain:MemoryBytes is 65534; it must be at least Drain:ChunkBytes (65535).",
            "Drain:DuplicateWindow is 00:00:00; it must be above zero and at most 30.00:00:00.",
            "Drain:DuplicateIds is 0; it must be between 1 and 100000000.",
            "Drain:DuplicateBytes is -1; it must not be negative.",
        ],
        FaultsOf(new DrainOptions
        {
            MaxDuration = TimeSpan.Zero,
            ChunkBytes = 65_535,
            MemoryBytes = 65_534,
            DuplicateWindow = TimeSpan.Zero,
            DuplicateIds = 0,
            DuplicateBytes = -1,
        }));

    [Fact]
    public void ValuesThatAreTooLarge_AreAllTold() => Assert.Equal(
        [
            "Drain:MaxDuration is 00:00:02.0000001; it must be above zero and at most 00:00:02.",
            "Drain:ChunkBytes is 16777217; it must be between 65536 and 16777216.",
            "Drain:DuplicateWindow is 30.00:00:00.0000001; it must be above zero and at most 30.00:00:00.",
            "Drain:DuplicateIds is 100000001; it must be between 1 and 100000000.",
        ],
        FaultsOf(new DrainOptions
        {
            MaxDuration = TimeSpan.FromSeconds(2) + TimeSpan.FromTicks(1),
            ChunkBytes = 16_777_217,
            MemoryBytes = long.MaxValue,
            DuplicateWindow = TimeSpan.FromDays(30) + TimeSpan.FromTicks(1),
            DuplicateIds = 100_000_001,
        }));

    private static IEnumerable<string> FaultsOf(DrainOptions options) => new DrainOptionsValidator().Validate(null, options).Failures ?? [];
}
