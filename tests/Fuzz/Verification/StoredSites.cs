using System.Globalization;
using Footfall.Fuzz.Model;
using Footfall.Wire;
using Npgsql;

namespace Footfall.Fuzz.Verification;

/// <summary>Reads the rows of every site directly, bypassing the product.</summary>
internal static class StoredSites
{
    /// <summary>Counts the steps left of the erasures, which run side by side.</summary>
    public static async Task<long> CountErasureStepsAsync(string connection)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
        await using NpgsqlCommand command = database.CreateCommand("SELECT coalesce(sum(5 - phase), 0) FROM site_erasures WHERE finished_at IS NULL");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Returns whether an event of the site is stored with a field of the newest version.</summary>
    public static async Task<bool> HasScrollAsync(string connection, string site)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
        await using NpgsqlCommand command = database.CreateCommand("SELECT EXISTS (SELECT FROM events WHERE site_id = $1 AND scroll IS NOT NULL)");
        command.Parameters.Add(new NpgsqlParameter { Value = site });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Reads all rows.</summary>
    public static Task<Dictionary<string, List<ModelRow>>> ReadAsync(string connection) => ReadAsync(connection, "true");

    /// <summary>Reads the rows of people, which statistics count.</summary>
    public static Task<Dictionary<string, List<ModelRow>>> ReadPeopleAsync(string connection) => ReadAsync(connection, "is_bot IS NULL");

    private static async Task<Dictionary<string, List<ModelRow>>> ReadAsync(string connection, string condition)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
        await using NpgsqlCommand command = database.CreateCommand(
            $"""
            SELECT site_id, event_type, path, user_id, timestamp, revenue, currency, engaged_ms, scroll, screen_width,
                   (SELECT sets[events.props - first_id + 1] FROM event_attributes WHERE event_attributes.site_id = events.site_id AND first_id <= events.props ORDER BY first_id DESC LIMIT 1)
              FROM events
             WHERE {condition}
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var sites = new Dictionary<string, List<ModelRow>>();
        while (await reader.ReadAsync())
        {
            string site = reader.GetString(0);
            if (!sites.TryGetValue(site, out List<ModelRow>? rows))
            {
                sites.Add(site, rows = []);
            }

            rows.Add(new ModelRow(
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                EventTime.FromDateTime(reader.GetDateTime(4)),
                ReadDetails(reader)));
        }

        return sites;
    }

    private static ModelDetails ReadDetails(NpgsqlDataReader reader)
    {
        const string Start = "{\"props\":";
        string? Text(int column) => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture);
        return new ModelDetails(
            Text(10) is { } props && props.StartsWith(Start, StringComparison.Ordinal) ? props[Start.Length..^1] : Text(10),
            reader.IsDBNull(5) ? null : DetailModel.WriteRevenue(reader.GetInt64(5) / 1000m, reader.GetString(6)),
            Text(7),
            Text(8),
            Text(9),
            "");
    }
}
