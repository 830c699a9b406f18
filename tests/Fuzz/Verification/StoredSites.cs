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

    public static async Task<Dictionary<string, List<ModelRow>>> ReadAsync(string connection)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
        await using NpgsqlCommand command = database.CreateCommand("SELECT site_id, event_type, path, user_id, timestamp FROM events");
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
                EventTime.FromDateTime(reader.GetDateTime(4))));
        }

        return sites;
    }
}
