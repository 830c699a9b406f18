using System.Data;
using Footfall.Store;
using Npgsql;

namespace Footfall.Stats;

/// <summary>Adds the events of a site's latest commits to its roll-ups.</summary>
internal static class SiteRollUp
{
    private static readonly string Create = SqlText.Load("SiteRollUp.Create");
    private static readonly string Begin = SqlText.Load("SiteRollUp.Begin");
    private static readonly string Finish = SqlText.Load("SiteRollUp.Finish");
    private static readonly string[] Additions =
        [SqlText.Load("SiteRollUp.AddViews"), SqlText.Load("SiteRollUp.AddPaths"), SqlText.Load("SiteRollUp.AddUsers")];

    /// <exception cref="PostgresException">Another silo runs the same roll-up (<see cref="IsDoneByAnother"/>), or the transaction
    /// failed.</exception>
    /// <exception cref="NpgsqlException">PostgreSQL is unavailable.</exception>
    public static async Task RunAsync(Database database, string siteId, CancellationToken cancellation)
    {
        await using (WriteTransaction creation = await WriteTransaction.BeginAsync(database, database.Queries, cancellation))
        {
            await using NpgsqlCommand create = Command(creation.Connection, Create, siteId);
            await create.ExecuteNonQueryAsync(cancellation);
            await creation.CommitAsync(cancellation);
        }

        // One snapshot for all statements: commits that finish meanwhile are added next time.
        await using WriteTransaction transaction =
            await WriteTransaction.BeginAsync(database, database.Queries, IsolationLevel.RepeatableRead, cancellation);
        NpgsqlConnection connection = transaction.Connection;
        if (await BeginAsync(connection, siteId, cancellation) is not { } commits)
        {
            return;
        }

        foreach (string addition in Additions)
        {
            await using NpgsqlCommand command = Command(connection, addition, siteId, commits.After, commits.Last, commits.Chunk);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await using (NpgsqlCommand finish = Command(connection, Finish, siteId))
        {
            await finish.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Returns whether it failed because another silo is updating the same roll-ups, or just did.</summary>
    public static bool IsDoneByAnother(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure;

    private static async Task<(DateTime After, DateTime Last, int Chunk)?> BeginAsync(NpgsqlConnection connection, string siteId, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, Begin, siteId);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetDateTime(0), reader.GetDateTime(1), EventChunk.Of(reader.GetInt64(2))) : null;
    }

    /// <summary>Has no timeout: a site that predates roll-ups may have any number of events.</summary>
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string siteId, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = siteId } } };
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
