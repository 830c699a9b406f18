using Footfall.Servers;

namespace Footfall.Store;

/// <summary>The product's tables that get rows with traffic: all but the journal of migrations.</summary>
internal static class GrowingTables
{
    /// <summary>One row a migration.</summary>
    private const string DoesNotGrow = "schema_versions";

    public static Task<string[]> ReadAsync(TestStore test) => test.ScalarAsync<string[]>(
        $"""
        SELECT array_agg(relname::text ORDER BY relname)
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '{DoesNotGrow}'
        """);
}
