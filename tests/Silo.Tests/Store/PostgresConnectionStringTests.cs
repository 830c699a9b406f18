using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

public sealed class PostgresConnectionStringTests
{
    [Theory]
    [InlineData("postgresql://u:p@db:6543/events", "db", 6543, "u", "p", "events")]
    [InlineData("postgres://u:p@db/events", "db", 5432, "u", "p", "events")]
    [InlineData("POSTGRESQL://u@db/events", "db", 5432, "u", null, "events")]
    [InlineData("postgresql://db", "db", 5432, null, null, null)]
    [InlineData("postgresql://a%40b:p%3Aw%2F%20d:x@db:1/e%20v", "db", 1, "a@b", "p:w/ d:x", "e v")]
    [InlineData("Host=db;Port=7;Username=u;Password=p;Database=events", "db", 7, "u", "p", "events")]
    public void Parse_OfUrlOrNpgsqlForm_GivesItsParts(string text, string host, int port, string? user, string? password, string? database)
    {
        NpgsqlConnectionStringBuilder parsed = PostgresConnectionString.Parse(text);

        Assert.Equal((host, port, user, password, database), (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database));
    }

    [Theory]
    [InlineData("disable", SslMode.Disable)]
    [InlineData("require", SslMode.Require)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("verify-full", SslMode.VerifyFull)]
    public void Parse_OfUrlWithSslMode_TakesIt(string mode, SslMode expected) =>
        Assert.Equal(expected, PostgresConnectionString.Parse($"postgresql://u:p@db/e?sslmode={mode}&Timeout=9").SslMode);

    [Fact]
    public void Parse_OfUrlWithOtherOptions_TakesThemAsTheyAre()
    {
        NpgsqlConnectionStringBuilder parsed = PostgresConnectionString.Parse("postgresql://db/e?Root%20Certificate=/etc/my-ca.pem&Timeout=9");

        Assert.Equal(("/etc/my-ca.pem", 9), (parsed.RootCertificate, parsed.Timeout));
    }

    [Fact]
    public void Parse_OfUrlWithFilesOfTls_TakesThemByTheNamesOfPostgres()
    {
        NpgsqlConnectionStringBuilder parsed = PostgresConnectionString.Parse("postgresql://db/e?sslrootcert=/etc/my%20ca.pem&sslcert=/c&sslkey=/k");

        Assert.Equal(("/etc/my ca.pem", "/c", "/k"), (parsed.RootCertificate, parsed.SslCertificate, parsed.SslKey));
    }

    [Theory]
    [InlineData("postgresql://u:s3cret@db:port/events")]
    [InlineData("postgresql://u:s3cret@db/events?nonsense=s3cret")]
    [InlineData("postgresql://u:s3cret@db/events?sslmode=s3cret")]
    [InlineData("Host=db;Password=s3cret;Nonsense=1")]
    [InlineData("s3cret")]
    [InlineData("postgresql://")]
    [InlineData("Username=u;Password=s3cret")]
    public void Parse_OfAnythingElse_IsAFaultThatNamesTheSettingAndNoSecret(string text)
    {
        StartupFaultException fault = Assert.Throws<StartupFaultException>(() => PostgresConnectionString.Parse(text));

        Assert.StartsWith("DATABASE_URL is not valid; ", fault.Message);
        Assert.DoesNotContain("s3cret", fault.ToString());
    }
}
