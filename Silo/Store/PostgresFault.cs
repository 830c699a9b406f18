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
    public static bool IsOutage(Exception e) => e is not PostgresException postgres
        || postgres.SqlState[..2] is "08" or "57" or "53" or "58";

    /// <summary>True when there was no session to work in, rather than one that could not do it: disk full, out of memory, no right.</summary>
    public static bool IsAway(Exception e) => e is not PostgresException postgres
        || postgres.SqlState == PostgresErrorCodes.TooManyConnections
        || postgres.SqlState[..2] == "08"
        || (postgres.SqlState[..2] == "57" && postgres.SqlState != PostgresErrorCodes.QueryCanceled);
}
