using Microsoft.Extensions.Configuration;

namespace Footfall.Startup;

[Trait("Tier", "fast")]
public sealed class RequiredSettingTests
{
    [Fact]
    public void Setting_ThatIsThere_IsGiven() => Assert.Equal("redis://cache", Configure("redis://cache").GetRequired("REDIS_URL", "x"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Setting_ThatIsMissing_IsAFaultWithAnExample(string? value) => Assert.Equal(
        "REDIS_URL is not set. Set it as an environment variable, for example REDIS_URL=redis://localhost:6379.",
        Assert.Throws<StartupException>(() => Configure(value).GetRequired("REDIS_URL", "redis://localhost:6379")).Message);

    private static IConfiguration Configure(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("REDIS_URL", value)]).Build();
}
