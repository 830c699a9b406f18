namespace Footfall.Limits;

[Trait("Tier", "fast")]
public sealed class HttpLimitOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(FaultsOf(new HttpLimitOptions()));

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Http:MaxConcurrentConnections is 0; it must be at least 1.",
            "Http:RequestHeadersTimeout is 00:00:00; it must be from 00:00:01 to 01:00:00.",
            "Http:KeepAliveTimeout is 02:00:00; it must be from 00:00:01 to 01:00:00.",
            "Http:MinDataRate is 0; it must be at least 1.",
        ],
        FaultsOf(new HttpLimitOptions { MaxConcurrentConnections = 0, RequestHeadersTimeout = TimeSpan.Zero, KeepAliveTimeout = TimeSpan.FromHours(2), MinDataRate = 0 }));

    private static IEnumerable<string> FaultsOf(HttpLimitOptions options) => new HttpLimitOptionsValidator().Validate(null, options).Failures ?? [];
}
