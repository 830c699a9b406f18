using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Migrates the tables of a schema, in the caller's transaction, which only one silo runs at a time: all or nothing, and over one
/// connection, as required behind a pooler. Applied migrations are recorded in <c>schema_versions</c>.
/// </summary>
internal static class Migrations
{
    private const string Folder = "migrations/";

    /// <summary>
    /// What exists once a migration was applied. A database whose rows were restored separately from its tables, or without
    /// <c>schema_versions</c>, has them but no record of it. Later migrations must be idempotent, or be listed here too.
    /// </summary>
    private static readonly Dictionary<string, (string Table, string? Column)> Traces = new(StringComparer.Ordinal)
    {
        [Folder + "0001_sites.sql"] = ("site_checkpoints", null),
        [Folder + "0002_events.sql"] = ("events", null),
        [Folder + "0003_dead_letters.sql"] = ("dead_letters", null),
        [Folder + "0004_event_ids.sql"] = ("event_ids", null),
        [Folder + "0005_rollups.sql"] = ("events", "chunk"),
        [Folder + "0006_pauses.sql"] = ("site_state", "paused_at"),
        [Folder + "0007_access.sql"] = ("acts", null), // the audit log
        [Folder + "0008_erasures.sql"] = ("site_rollups", "since"),
        [Folder + "0009_installation.sql"] = ("installation", null),
    };

    private static readonly string MakeJournal = SqlText.Load("Migrations.MakeJournal");
    private static readonly string Read = SqlText.Load("Migrations.Read");
    private static readonly string FindTrace = SqlText.Load("Migrations.FindTrace");
    private static readonly string Record = SqlText.Load("Migrations.Record");

    /// <returns>The names of the newly applied migrations.</returns>
    /// <exception cref="PostgresException">A migration was refused.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        HashSet<string> journal = await ReadJournalAsync(connection, cancellation);
        var applied = new List<string>();
        foreach (string name in Names().Where(name => !journal.Contains(name)))
        {
            if (!await IsTracedAsync(connection, name, cancellation))
            {
                await ExecuteAsync(connection, SqlText.LoadResource(name), cancellation);
                applied.Add(name);
            }

            await ExecuteAsync(connection, Record, cancellation, new NpgsqlParameter { Value = name });
        }

        return applied;
    }

    private static IEnumerable<string> Names() => typeof(Migrations).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static async Task<HashSet<string>> ReadJournalAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, MakeJournal, cancellation);
        var journal = new HashSet<string>(StringComparer.Ordinal);
        await using var read = new NpgsqlCommand(Read, connection);
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            journal.Add(reader.GetString(0));
        }

        return journal;
    }

    private static async Task<bool> IsTracedAsync(NpgsqlConnection connection, string name, CancellationToken cancellation)
    {
        if (!Traces.TryGetValue(name, out (string Table, string? Column) trace))
        {
            return false;
        }

        await using var find = new NpgsqlCommand(FindTrace, connection)
        {
            Parameters = { new() { Value = trace.Table }, new() { Value = trace.Column ?? "" } },
        };
        return (bool)(await find.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
