namespace Footfall.Dev.Commands;

/// <summary>Connection strings of given servers are translated for the clients, and no password becomes an argument.</summary>
[Trait("Tier", "fast")]
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("postgresql://app@db:5433/x?sslmode=require", "postgresql://app@db:5433/x?sslmode=require", null)]
    [InlineData("postgresql://app:s%40cret@db/x", "postgresql://app@db/x", "s@cret")]
    [InlineData("Host=db;Port=5433;Username=app;Password=secret;Database=x", "postgresql://app@db:5433/x", "secret")]
    public void Psql_takes_an_address_and_its_password_apart(string text, string address, string? password)
    {
        (string given, Dictionary<string, string> environment) = PsqlCommand.Connection(text);
        Assert.Equal((address, password), (given, environment.GetValueOrDefault("PGPASSWORD")));
    }

    [Theory]
    [InlineData("127.0.0.1:7000", "-h 127.0.0.1 -p 7000", null)]
    [InlineData("cache,user=app,password=secret,ssl=true", "-h cache -p 6379 --user app --tls", "secret")]
    [InlineData("rediss://app:s%40cret@cache:6380/2", "-h cache -p 6380 --user app -n 2 --tls", "s@cret")]
    [InlineData("redis://cache", "-h cache -p 6379", null)]
    public void Redis_cli_takes_options_and_its_password_apart(string text, string arguments, string? password)
    {
        (string[] given, Dictionary<string, string> environment) = RedisCliCommand.Connection(text);
        Assert.Equal((arguments, password), (string.Join(' ', given), environment.GetValueOrDefault("REDISCLI_AUTH")));
    }
}
