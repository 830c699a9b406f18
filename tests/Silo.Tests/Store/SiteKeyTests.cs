using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Every table that grows can be distributed over servers by site (with Citus, say) without a change: its keys and indexes
/// begin with the site, and each of its rows has one.
/// </summary>
public sealed class SiteKeyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task EveryGrowingTable_HasItsSiteFirstInEveryKeyAndIndex()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.Months.EnsureAsync([(2025 * 12) + 10], CancellationToken.None);

        Assert.Equal(
            "dead_letters event_attributes event_ids events events_2025_11 rollup_days rollup_paths rollup_users site_checkpoints site_days site_erasures site_retention site_rollups site_segments site_state",
            string.Join(' ', await GrowingTables.ReadAsync(test)));
        Assert.Empty(await FaultsAsync(test));
    }

    [Fact]
    public async Task TableThatIsNotOfASite_IsFound()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("CREATE TABLE marks (id bigint PRIMARY KEY)");
        await test.ExecuteAsync("ALTER TABLE rollup_users DROP CONSTRAINT rollup_users_pkey, ADD PRIMARY KEY (user_id, event_date, site_id)");
        await test.ExecuteAsync("CREATE INDEX by_day ON events (event_date, site_id)");
        await test.ExecuteAsync("CREATE INDEX by_hash ON event_ids ((md5(site_id)))");
        await test.ExecuteAsync("ALTER TABLE dead_letters ALTER COLUMN site_id SET DEFAULT ''");

        Assert.Equal(
            [
                "by_day does not begin with site_id",
                "by_hash does not begin with site_id",
                "dead_letters may have rows without a site of their own",
                "marks may have rows without a site of their own",
                "marks_pkey does not begin with site_id",
                "rollup_users_pkey does not begin with site_id",
            ],
            await FaultsAsync(test));
    }

    private static async Task<string[]> FaultsAsync(TestStore test)
    {
        await using NpgsqlCommand command = test.Sql.CreateCommand(
            """
            SELECT array_agg(fault ORDER BY fault COLLATE "C")
            FROM (
                SELECT name || ' may have rows without a site of their own' AS fault
                FROM unnest($1) AS name
                WHERE NOT EXISTS (
                    SELECT FROM pg_attribute
                    WHERE attrelid = name::regclass AND attname = 'site_id' AND attnotnull AND NOT atthasdef)
                UNION ALL
                SELECT i.indexrelid::regclass || ' does not begin with site_id'
                FROM unnest($1) AS name
                JOIN pg_index i ON i.indrelid = name::regclass
                WHERE NOT EXISTS (
                    SELECT FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[0] AND attname = 'site_id')
            ) faults
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = await GrowingTables.ReadAsync(test) });
        return await command.ExecuteScalarAsync() as string[] ?? [];
    }
}
