using Npgsql;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>
/// The database schema of the system that Footfall was to surpass: one table with a serial key, a trigger for
/// the day, three more indexes, and statistics as three aggregates. In a separate schema beside Footfall's tables.
/// </summary>
internal static class OriginalSchema
{
    private const string Table = """
        CREATE SCHEMA original;
        CREATE TABLE original.events (
            id serial PRIMARY KEY,
            site_id varchar(255) NOT NULL,
            event_type varchar(100) NOT NULL,
            path varchar(1000),
            user_id varchar(255),
            "timestamp" timestamptz NOT NULL,
            created_at timestamptz DEFAULT now(),
            event_date date
        );
        CREATE FUNCTION original.fill_event_date() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.event_date := NEW."timestamp"::date; RETURN NEW; END $$;
        CREATE TRIGGER fill_event_date BEFORE INSERT ON original.events
            FOR EACH ROW EXECUTE FUNCTION original.fill_event_date();
        """;

    private const string Indexes = """
        CREATE INDEX ON original.events (site_id, "timestamp" DESC);
        CREATE INDEX ON original.events (site_id, event_date);
        CREATE INDEX ON original.events (user_id);
        """;

    private const string CopyOfOurs = """
        INSERT INTO original.events (site_id, event_type, path, user_id, "timestamp")
        SELECT site_id, event_type, path, user_id, "timestamp" FROM public.events ORDER BY id
        """;

    private static readonly string[] Questions =
    [
        "SELECT count(*) FROM original.events WHERE site_id = $1 AND event_type = 'page_view'",
        "SELECT count(DISTINCT user_id) FROM original.events WHERE site_id = $1",
        "SELECT path, count(*) FROM original.events WHERE site_id = $1 AND event_type = 'page_view' AND path IS NOT NULL",
    ];

    /// <summary>Fills it with Footfall's events in order of arrival, with its indexes in place as in production.</summary>
    public static async Task FillAsync(NpgsqlDataSource database)
    {
        await RunAsync(database, Table);
        await RunAsync(database, Indexes);
        await RunAsync(database, CopyOfOurs);
    }

    /// <summary>Does the same as <see cref="FillAsync"/>, but creates indexes at the end: faster, and as dense as possible.</summary>
    public static async Task FillDenseAsync(NpgsqlDataSource database)
    {
        await RunAsync(database, Table);
        await RunAsync(database, CopyOfOurs);
        await RunAsync(database, Indexes);
    }

    /// <summary>Queries views, users and top paths of a site, on a day or over all time.</summary>
    public static async Task AskAsync(NpgsqlConnection connection, string site, DateOnly? day)
    {
        foreach (string question in Questions)
        {
            string onDay = question + (day is null ? "" : " AND event_date = $2");
            string text = question == Questions[^1] ? onDay + " GROUP BY path ORDER BY count(*) DESC LIMIT 10" : onDay;
            await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
            command.Parameters.Add(new() { Value = site });
            if (day is { } date)
            {
                command.Parameters.Add(new() { Value = date });
            }

            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
            }
        }
    }

    public static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
