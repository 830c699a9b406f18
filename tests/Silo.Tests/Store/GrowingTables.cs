using Footfall.Servers;

namespace Footfall.Store;

/// <summary>The product's tables that grow with traffic: all but the migrations, the installation and what operators write.</summary>
internal static class GrowingTables
{
    private const string DoNotGrow = "'schema_versions', 'registered_sites', 'access_keys', 'access_version', 'access_changes', 'acts', 'installation'";

    public static Task<string[]> ReadAsync(TestStore test) => test.ScalarAsync<string[]>(
        $"""
        SELECT array_agg(relname::text ORDER BY relname)
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname NOT IN ({DoNotGrow})
        """);
}
