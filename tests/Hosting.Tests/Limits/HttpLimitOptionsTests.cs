namespace Footfall.Limits;

public sealed class HttpLimitOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new HttpLimitOptions()));

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Limits:Connections is 0; it must be at least 1.",
            "Limits:HeaderTime is 00:00:00; it must be from 00:00:01 to 01:00:00.",
            "Limits:IdleTime is 02:00:00; it must be from 00:00:01 to 01:00:00.",
            "Limits:BytesPerSecond is 0; it must be at least 1.",
        ],
        FaultsOf(new HttpLimitOptions { Connections = 0, HeaderTime = TimeSpan.Zero, IdleTime = TimeSpan.FromHours(2), BytesPerSecond = 0 }));

    private static IEnumerable<string> FaultsOf(HttpLimitOptions options) => new HttpLimitOptionsValidator().Validate(null, options).Failures ?? [];
}
