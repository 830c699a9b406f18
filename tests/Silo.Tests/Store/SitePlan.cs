using System.Text.Json;
using System.Text.RegularExpressions;
using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// PostgreSQL's plan for a statement without knowledge of the parameters' values: which tables it reads, and whether it
/// reads only rows of given sites there.
/// </summary>
internal static partial class SitePlan
{
    /// <summary>The fields of a plan that contain a scan's conditions.</summary>
    private static readonly string[] Conditions = ["Index Cond", "Recheck Cond", "Filter"];

    /// <summary>Returns the scans of growing tables that are not limited to a site, as readable lines; empty when all are.</summary>
    public static async Task<string[]> FindScansOfAllSitesAsync(TestStore test, string sql)
    {
        string[] tables = await GrowingTables.ReadAsync(test);
        using JsonDocument plan = JsonDocument.Parse(await ExplainAsync(test, sql));
        return [.. Nodes(plan.RootElement[0].GetProperty("Plan"))
            .Where(node => node.TryGetProperty("Relation Name", out JsonElement table) && tables.Contains(table.GetString()))
            .Where(node => IsScan(node) && !IsOfSite(node))
            .Select(node => $"{node.GetProperty("Node Type").GetString()} on {node.GetProperty("Relation Name").GetString()}: {ConditionOf(node)}")];
    }

    private static async Task<string> ExplainAsync(TestStore test, string sql)
    {
        await using NpgsqlConnection connection = await test.Sql.OpenConnectionAsync();

        // PostgreSQL prefers to read empty tables completely; this test is about full ones.
        await ExecuteAsync(connection, "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off");
        await ExecuteAsync(connection, "PREPARE statement AS " + sql);
        try
        {
            await using var count = new NpgsqlCommand(
                "SELECT concat('(', nullif(array_to_string(array_fill('null'::text, ARRAY[cardinality(parameter_types)]), ','), ''), ')') FROM pg_prepared_statements", connection);
            string arguments = (string)(await count.ExecuteScalarAsync())!;
            await using var explain = new NpgsqlCommand("EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE statement" + arguments.Replace("()", "", StringComparison.Ordinal), connection);
            return (string)(await explain.ExecuteScalarAsync())!;
        }
        finally
        {
            await ExecuteAsync(connection, "DEALLOCATE ALL; RESET ALL");
        }
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out JsonElement parts) ? parts.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];

    /// <summary>A bitmap index scan names no table: the scan that reads the rows repeats its condition.</summary>
    private static bool IsScan(JsonElement node) => node.GetProperty("Node Type").GetString()!.EndsWith("Scan", StringComparison.Ordinal);

    private static bool IsOfSite(JsonElement node) => Site().IsMatch(ConditionOf(node));

    private static string ConditionOf(JsonElement node) => string.Join(
        ' ', Conditions.Select(name => node.TryGetProperty(name, out JsonElement condition) ? condition.GetString() : null).Where(text => text is not null));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Matches the scanned table's own column, which has no table name before it, compared with something else.</summary>
    [GeneratedRegex(@"(?<![.\w])site_id = (?!site_id\b)")]
    private static partial Regex Site();
}
