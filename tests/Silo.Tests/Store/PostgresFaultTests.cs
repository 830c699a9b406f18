using System.Net.Sockets;
using Npgsql;

namespace Footfall.Store;

[Trait("Tier", "fast")]
public sealed class PostgresFaultTests
{
    [Theory]
    [InlineData("22001", true)]
    [InlineData("22021", true)]
    [InlineData("23502", true)]
    [InlineData("23505", true)]
    [InlineData("54000", true)]
    [InlineData("08006", false)]
    [InlineData("40001", false)]
    [InlineData("40P01", false)]
    [InlineData("42P01", false)]
    [InlineData("53100", false)]
    [InlineData("53200", false)]
    [InlineData("55P03", false)]
    [InlineData("57014", false)]
    [InlineData("57P01", false)]
    [InlineData("58030", false)]
    public void DataErrors_AreToldFromAllOthers(string sqlState, bool isOfData) =>
        Assert.Equal(isOfData, PostgresFault.IsOfData(new PostgresException("", "ERROR", "ERROR", sqlState)));

    [Fact]
    public void CheckViolation_IsOfTheDataOnlyWhenItNamesItsConstraint()
    {
        var named = new PostgresException("", "ERROR", "ERROR", "23514", constraintName: "no_poison");
        var missingPartition = new PostgresException("", "ERROR", "ERROR", "23514");

        Assert.True(PostgresFault.IsOfData(named));
        Assert.False(PostgresFault.IsMissingPartition(named));
        Assert.False(PostgresFault.IsOfData(missingPartition));
        Assert.True(PostgresFault.IsMissingPartition(missingPartition));
    }

    [Theory]
    [InlineData("08006", true)]
    [InlineData("53300", true)]
    [InlineData("57P03", true)]
    [InlineData("58030", true)]
    [InlineData("23514", false)]
    [InlineData("42501", false)]
    [InlineData("55P03", false)]
    [InlineData("57014", false)]
    [InlineData("57P05", true)]
    [InlineData("25006", true)]
    [InlineData("28P01", true)]
    [InlineData("3D000", true)]
    public void Outages_AreToldFromRefusedStatements(string sqlState, bool isOutage) =>
        Assert.Equal(isOutage, PostgresFault.IsOutage(new PostgresException("", "ERROR", "ERROR", sqlState)));

    [Theory]
    [InlineData("08P01", "unsupported startup parameter: options", true)]
    [InlineData("08P01", "no such database: x", true)]
    [InlineData("08P01", "server login has been failing, try again later (server_login_retry)", false)]
    [InlineData("08P01", "query_wait_timeout", false)]
    [InlineData("28P01", "password authentication failed for user \"u\"", true)]
    [InlineData("28000", "no pg_hba.conf entry", true)]
    [InlineData("3D000", "database \"x\" does not exist", true)]
    [InlineData("57P03", "the database system is starting up", false)]
    public void FaultsOfTheSetUp_AreToldFromOutages(string sqlState, string message, bool isConfiguration) =>
        Assert.Equal(isConfiguration, PostgresFault.IsConfiguration(new PostgresException(message, "FATAL", "FATAL", sqlState)));

    [Fact]
    public void BrokenConnections_AreOutages()
    {
        Assert.All(
            new Exception[] { new NpgsqlException(), new TimeoutException(), new IOException(), new SocketException() },
            failure => Assert.True(PostgresFault.IsOfStore(failure) && PostgresFault.IsOutage(failure)));
        Assert.False(PostgresFault.IsOfStore(new ArgumentException("a mistake of ours")));
    }
}
