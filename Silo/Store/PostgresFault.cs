using System.Net.Sockets;
using Npgsql;

namespace Footfall.Store;

/// <summary>Tells apart what the data did wrong from what the world did.</summary>
internal static class PostgresFault
{
    /// <summary>True when PostgreSQL refused the rows themselves, so that sending them again can never help.</summary>
    /// <remarks>
    /// Classes and codes: https://www.postgresql.org/docs/current/errcodes-appendix.html. A row without a
    /// partition is a check violation too, but names no constraint, and is mended by making the partition.
    /// </remarks>
    public static bool IsOfData(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ProgramLimitExceeded => true,
        PostgresErrorCodes.CheckViolation => !string.IsNullOrEmpty(e.ConstraintName),
        _ => e.SqlState.StartsWith("22", StringComparison.Ordinal),
    };

    /// <summary>True for a row that found no partition.</summary>
    public static bool IsMissingPartition(PostgresException e) =>
        e.SqlState == PostgresErrorCodes.CheckViolation && string.IsNullOrEmpty(e.ConstraintName);

    /// <summary>True for everything that talking to PostgreSQL can fail with.</summary>
    public static bool IsOfStore(Exception e) =>
        e is NpgsqlException or TimeoutException or IOException or SocketException or InvalidOperationException { Source: "Npgsql" };

    /// <summary>True when PostgreSQL is away or cannot serve anybody, rather than having refused one statement.</summary>
    public static bool IsOutage(Exception e) =>
        e is not PostgresException postgres || IsOfServer(postgres) || IsReadOnly(postgres) || IsConfiguration(postgres);

    /// <summary>True when there was no session to work in, rather than one that could not do it: disk full, out of memory, no right.</summary>
    public static bool IsAway(Exception e) => e is not PostgresException postgres
        || IsReadOnly(postgres)
        || IsConfiguration(postgres)
        || postgres.SqlState == PostgresErrorCodes.TooManyConnections
        || postgres.SqlState[..2] == "08"
        || (postgres.SqlState[..2] == "57" && postgres.SqlState != PostgresErrorCodes.QueryCanceled);

    /// <summary>True when the server takes no changes: it is a standby, or was made one.</summary>
    public static bool IsReadOnly(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.ObjectNotInPrerequisiteState;

    /// <summary>True when a connection is refused for how things are set up, so that waiting does not help.</summary>
    /// <remarks>PgBouncer says most things with one code (08P01), that PostgreSQL is away among them, but always in English.</remarks>
    public static bool IsConfiguration(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => true,
        PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } pooler => PoolerFaults.Any(pooler.MessageText.Contains),
        PostgresException refusal => refusal.SqlState.StartsWith("28", StringComparison.Ordinal),
        NpgsqlException driver => driver.Message.StartsWith("No password has been provided", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>True when a session knows other statements under the names of ours: it was lent to others by a pooler.</summary>
    public static bool IsStatementMixUp(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement
        || (e.SqlState == PostgresErrorCodes.ProtocolViolation && e.MessageText.StartsWith("bind message", StringComparison.Ordinal));

    /// <summary>What to do about a refusal; null when the server's own words have to do.</summary>
    public static string? Advice(PostgresException e) => e switch
    {
        _ when e.MessageText.Contains(StartupParameter, StringComparison.Ordinal) =>
            "Leave that parameter out of DATABASE_URL, or name it in ignore_startup_parameters of pgbouncer.ini.",
        _ when e.MessageText.Contains(StatementPooling, StringComparison.Ordinal) => "Set pool_mode = transaction (or session) in pgbouncer.ini.",
        { SqlState: PostgresErrorCodes.InvalidCatalogName } => "Create the database, or name another one.",
        { SqlState: PostgresErrorCodes.ProtocolViolation } when IsConfiguration(e) => "Look at DATABASE_URL, and at the databases and users of pgbouncer.ini.",
        { SqlState: PostgresErrorCodes.InvalidPassword } => "Look at the user and the password in DATABASE_URL.",
        _ when IsConfiguration(e) => "Look at the user in DATABASE_URL, and at pg_hba.conf.",
        _ => null,
    };

    private const string StartupParameter = "unsupported startup parameter";
    private const string StatementPooling = "statement pooling mode";

    /// <summary>What PgBouncer says of faults that stay until somebody mends them.</summary>
    private static readonly string[] PoolerFaults =
        [StartupParameter, StatementPooling, "no such database", "no such user", "authentication failed", "not allowed", "login rejected", "is disabled", "bouncer config error"];

    /// <summary>A statement that was ended by itself (57014) says nothing of the server.</summary>
    private static bool IsOfServer(PostgresException e) =>
        e.SqlState[..2] is "08" or "53" or "57" or "58" && e.SqlState != PostgresErrorCodes.QueryCanceled;
}
