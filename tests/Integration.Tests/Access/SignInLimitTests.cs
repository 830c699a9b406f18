namespace Footfall.Integration.Access;

public sealed class SignInLimitTests(RegisteredModeFixture fixture) : IClassFixture<RegisteredModeFixture>
{
    [Fact]
    public async Task Ten_wrong_keys_of_an_address_are_enough_for_a_minute_even_before_a_right_one()
    {
        using var browser = new Browser(fixture);
        for (int failure = 0; failure < 10; failure++)
        {
            Assert.Equal(401, (await browser.SignInAsync($"footfall_operator_{failure}")).Status);
        }

        Assert.Equal(429, (await browser.SignInAsync(fixture.Key)).Status);

        // Programs send their key with every call and are not slowed down by failed sign-ins of others.
        Assert.Equal(200, (await fixture.SendAsync(HttpMethod.Get, "/api/operator/keys", fixture.Key)).Status);
    }
}
