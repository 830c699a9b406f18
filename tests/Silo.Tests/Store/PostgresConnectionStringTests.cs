using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

[Trait("Tier", "fast")]
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
    [InlineData("postgresql://u:p@a:1,b:2/e?target_session_attrs=read-write", "a:1,b:2")]
    [InlineData("postgresql://u@a,b/e", "a:5432,b:5432")]
    [InlineData("postgresql://u@a,b/e?port=7", "a:7,b:7")]
    [InlineData("postgresql://u@[::1]:7/e", "::1")]
    [InlineData("postgresql://u@[::1]:7,b:8/e", "[::1]:7,b:8")]
    [InlineData("postgresql://u@a/e?hostaddr=10.0.0.1", "10.0.0.1")]
    [InlineData("postgresql:///e?host=/var/run/postgresql&user=u", "/var/run/postgresql")]
    [InlineData("postgresql://%2Fvar%2Frun/e", "/var/run")]
    [InlineData("host=a,b port=1,2 dbname=e", "a:1,b:2")]
    [InlineData("host = 'a' dbname=e password='it\\'s; x'", "a")]
    public void Parse_OfSeveralHosts_TakesThemWithTheirPorts(string text, string hosts) =>
        Assert.Equal(hosts, PostgresConnectionString.Parse(text).Host);

    [Fact]
    public void Parse_OfKeywords_TakesThem()
    {
        NpgsqlConnectionStringBuilder parsed = PostgresConnectionString.Parse(@"host=db port=7 dbname='my db' user=u password='it\'s; x' sslmode=require connect_timeout=9");

        Assert.Equal(("db", 7, "my db", "u", "it's; x", SslMode.Require, 9),
            (parsed.Host, parsed.Port, parsed.Database, parsed.Username, parsed.Password, parsed.SslMode, parsed.Timeout));
    }

    [Theory]
    [InlineData("channel_binding=require")]
    [InlineData("require_auth=scram-sha-256")]
    [InlineData("connect_timeout=3")]
    [InlineData("options=-c%20work_mem%3D8MB")]
    [InlineData("application_name=x&fallback_application_name=y")]
    [InlineData("keepalives=1&keepalives_idle=30&keepalives_interval=5&keepalives_count=3&tcp_user_timeout=1000")]
    [InlineData("keepalives_interval=5")]
    [InlineData("gssencmode=prefer&krbsrvname=postgres")]
    [InlineData("sslmode=verify-full&sslrootcert=system&sslnegotiation=direct")]
    [InlineData("sslcompression=0&sslsni=1&ssl_min_protocol_version=TLSv1.2&sslcertmode=allow")]
    [InlineData("target_session_attrs=any&load_balance_hosts=disable")]
    [InlineData("client_encoding=UTF8&passfile=/p&min_protocol_version=3.0&max_protocol_version=latest")]
    public async Task Parse_OfParametersOfLibpq_TakesThem(string parameters)
    {
        await using var database = new Database(PostgresConnectionString.Parse($"postgresql://u:p@db:1/e?{parameters}"), new EventStoreOptions());

        Assert.Equal("db:1/e", database.Target);
    }

    [Theory]
    [InlineData("target_session_attrs=standby", "target_session_attrs")]
    [InlineData("Target%20Session%20Attributes=standby", "Target Session Attributes")]
    [InlineData("service=s3cret", "service")]
    [InlineData("sslcrl=s3cret", "sslcrl")]
    [InlineData("requirepeer=s3cret", "requirepeer")]
    [InlineData("ssl_min_protocol_version=TLSv1.3", "ssl_min_protocol_version")]
    [InlineData("client_encoding=LATIN1", "client_encoding")]
    [InlineData("channel_binding=s3cret", "channel_binding")]
    [InlineData("connect_timeout=s3cret", "connect_timeout")]
    [InlineData("nonsense=s3cret", "nonsense")]
    [InlineData("sslmode=verify-full&hostaddr=10.0.0.1", "hostaddr")]
    [InlineData("port=0", "port")]
    public void Parse_OfWhatCannotBeHad_NamesTheParameterAndNotItsValue(string parameters, string name)
    {
        StartupException fault = Assert.Throws<StartupException>(() => PostgresConnectionString.Parse($"postgresql://u:s3cret@db/e?{parameters}"));

        Assert.StartsWith("DATABASE_URL is not valid; ", fault.Message);
        Assert.Contains(name, fault.Message);
        Assert.DoesNotContain("s3cret", fault.ToString());
    }

    [Theory]
    [InlineData("postgresql://u:pa/s3cret@db/e")]
    [InlineData("postgresql://u:pa?s3cret@db/e")]
    [InlineData("postgresql://u:pa#s3cret?x@db/e")]
    public void Parse_OfAPasswordThatIsNotEncoded_SaysSo(string text)
    {
        StartupException fault = Assert.Throws<StartupException>(() => PostgresConnectionString.Parse(text));

        Assert.Contains("%2F", fault.Message);
        Assert.DoesNotContain("s3cret", fault.ToString());
    }

    [Fact]
    public void Parse_WithoutAWord_AsksForNoGssEncryption()
    {
        Assert.Equal(GssEncryptionMode.Disable, PostgresConnectionString.Parse("postgresql://u@db/e").GssEncryptionMode);
        Assert.Equal(GssEncryptionMode.Disable, PostgresConnectionString.Parse("Host=db").GssEncryptionMode);
        Assert.Equal(GssEncryptionMode.Prefer, PostgresConnectionString.Parse("postgresql://u@db/e?gssencmode=prefer").GssEncryptionMode);
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
        StartupException fault = Assert.Throws<StartupException>(() => PostgresConnectionString.Parse(text));

        Assert.StartsWith("DATABASE_URL is not valid; ", fault.Message);
        Assert.DoesNotContain("s3cret", fault.ToString());
    }
}
