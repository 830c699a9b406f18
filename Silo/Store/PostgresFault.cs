using System.Net.Sockets;
using Npgsql;

namespace Footfall.Store;

/// <summary>Classifies PostgreSQL errors: faults of the data, outages, and configuration errors.</summary>
internal static class PostgresFault
{
    /// <summary>Returns true if PostgreSQL rejected the rows themselves, so that resending them never helps.</summary>
    /// <remarks>
    /// Classes and codes: https://www.postgresql.org/docs/current/errcodes-appendix.html. A row without a
    /// partition is a check violation too, but names no constraint, and is fixed by creating the partition.
    /// </remarks>
    public static bool IsOfData(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ProgramLimitExceeded => true,
        PostgresErrorCodes.CheckViolation => !string.IsNullOrEmpty(e.ConstraintName),
        _ => e.SqlState.StartsWith("22", StringComparison.Ordinal),
    };

    /// <summary>Returns true for a row without a partition.</summary>
    public static bool IsMissingPartition(PostgresException e) =>
        e.SqlState == PostgresErrorCodes.CheckViolation && string.IsNullOrEmpty(e.ConstraintName);

    /// <summary>Returns true for every failure of a call to PostgreSQL.</summary>
    public static bool IsOfStore(Exception e) =>
        e is NpgsqlException or TimeoutException or IOException or SocketException or InvalidOperationException { Source: "Npgsql" };

    /// <summary>Returns true if PostgreSQL is unavailable or cannot serve anyone, rather than having refused one statement.</summary>
    public static bool IsOutage(Exception e) =>
        e is not PostgresException postgres || IsOfServer(postgres) || IsReadOnly(postgres) || IsConfiguration(postgres);

    /// <summary>Returns true if no session was available, rather than one that failed: disk full, out of memory, no permission.</summary>
    public static bool IsAway(Exception e) => e is not PostgresException postgres
        || IsReadOnly(postgres)
        || IsConfiguration(postgres)
        || postgres.SqlState == PostgresErrorCodes.TooManyConnections
        || postgres.SqlState[..2] == "08"
        || (postgres.SqlState[..2] == "57" && postgres.SqlState != PostgresErrorCodes.QueryCanceled);

    /// <summary>Returns true if the server is read-only: it is a standby, or became one.</summary>
    public static bool IsReadOnly(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.ObjectNotInPrerequisiteState;

    /// <summary>Returns true if the configuration causes the connection to be refused, so that waiting does not help.</summary>
    /// <remarks>PgBouncer reports most faults, including an unavailable PostgreSQL, with one code (08P01), but always in English.</remarks>
    public static bool IsConfiguration(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => true,
        PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } pooler => PoolerFaults.Any(pooler.MessageText.Contains),
        PostgresException refusal => refusal.SqlState.StartsWith("28", StringComparison.Ordinal),
        NpgsqlException driver => driver.Message.StartsWith("No password has been provided", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Returns true if a session has other statements under our names, because a pooler lent it to other clients.</summary>
    public static bool IsStatementMixUp(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement
        || (e.SqlState == PostgresErrorCodes.ProtocolViolation && e.MessageText.StartsWith("bind message", StringComparison.Ordinal));

    /// <summary>Returns advice on a refusal; null if the server's message must suffice.</summary>
    public static string? Advice(PostgresException e) => e switch
    {
        _ when e.MessageText.Contains(StartupParameter, StringComparison.Ordinal) =>
            "Leave that parameter out of DATABASE_URL, or name it in ignore_startup_parameters of pgbouncer.ini.",
        _ when e.MessageText.Contains(StatementPooling, StringComparison.Ordinal) => "Set pool_mode = transaction (or session) in pgbouncer.ini.",
        { SqlState: PostgresErrorCodes.InvalidCatalogName } => "Create the database, or name another one.",
        { SqlState: PostgresErrorCodes.ProtocolViolation } when IsConfiguration(e) => "Check DATABASE_URL, and the databases and users of pgbouncer.ini.",
        { SqlState: PostgresErrorCodes.InvalidPassword } => "Check the user and the password in DATABASE_URL.",
        _ when IsConfiguration(e) => "Check the user in DATABASE_URL, and pg_hba.conf.",
        _ => null,
    };

    private const string StartupParameter = "unsupported startup parameter";
    private const string StatementPooling = "statement pooling mode";

    /// <summary>PgBouncer messages about faults that persist until an operator fixes them.</summary>
    private static readonly string[] PoolerFaults =
        [StartupParameter, StatementPooling, "no such database", "no such user", "authentication failed", "not allowed", "login rejected", "is disabled", "bouncer config error"];

    /// <summary>A statement that was canceled on its own (57014) reveals nothing about the server.</summary>
    private static bool IsOfServer(PostgresException e) =>
        e.SqlState[..2] is "08" or "53" or "57" or "58" && e.SqlState != PostgresErrorCodes.QueryCanceled;
}
