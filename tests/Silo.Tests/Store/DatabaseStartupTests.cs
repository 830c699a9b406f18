using System.Diagnostics;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Startup;
using Footfall.Stats;
using Npgsql;

namespace Footfall.Store;

public sealed class DatabaseStartupTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Startup_OfSeveralSilosAtOnce_MigratesOnceAndOpensEach()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();
        Database[] silos = [.. Enumerable.Range(0, 3).Select(_ => new Database(test.Settings, new EventStoreOptions()))];
        StoreAvailability[] stores = Array.ConvertAll(silos, silo => new StoreAvailability(silo, FakeWalPositionStore.EmptyHistory(), TimeProvider.System, new LogLines<StoreAvailability>()));

        StartupErrors[] startupErrors = await Task.WhenAll(silos.Zip(stores, (silo, store) => PostgresFixture.RunStartupAsync(silo, store)));

        Assert.All(startupErrors, fault => Assert.False(fault.HasAny));
        Assert.All(stores, store => Assert.True(store.IsUp));
        Assert.Equal(
            "migrations/0001_sites.sql migrations/0002_events.sql migrations/0003_dead_letters.sql migrations/0004_event_ids.sql "
                + "migrations/0005_rollups.sql migrations/0006_pauses.sql migrations/0007_access.sql migrations/0008_erasures.sql migrations/0009_installation.sql migrations/0010_restores.sql "
                + "migrations/0011_unused_columns.sql "
                + "migrations/0012_event_attributes.sql migrations/0013_day_segments.sql migrations/0014_refused_bots.sql "
                + "migrations/0015_erased_visitors.sql",
            await test.ScalarAsync<string>("SELECT string_agg(scriptname, ' ' ORDER BY scriptname) FROM schema_versions"));
        foreach (Database silo in silos)
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Startup_OnMigratedDatabase_ChangesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        string before = await SchemaAsync(test);

        Assert.False((await PostgresFixture.RunStartupAsync(test.Database, test.Availability)).HasAny);

        Assert.True(test.Availability.IsUp);
        Assert.Equal(before, await SchemaAsync(test));
    }

    [Fact]
    public async Task Startup_OnReadOnlyDatabase_IsAFault()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();
        await test.ExecuteAsync($"ALTER DATABASE {test.Settings.Database} SET default_transaction_read_only = on");

        Assert.Equal(
            $"Critical: Cannot run: DATABASE_URL: PostgreSQL at {test.Database.Target} is read-only (a standby?); name the primary.",
            await FaultAsync(test.Settings));
    }

    [Fact]
    public async Task Startup_WithoutTheRightToCreate_IsAFaultThatSaysSo()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();
        string role = "weak_" + test.Settings.Database;
        await test.ExecuteAsync($"CREATE ROLE {role} LOGIN");

        string fault = await FaultAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Username = role });

        Assert.StartsWith($"Critical: Cannot run: DATABASE_URL: PostgreSQL at {test.Database.Target} refused to set up the tables: permission denied", fault);
        Assert.EndsWith("The user needs the right to create tables in the database.", fault);
        Assert.Contains($"grant create on schema public to {role}.", fault);
        await test.ExecuteAsync($"GRANT CREATE ON SCHEMA public TO {role}");
        await AssertWorksAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Username = role });
    }

    [Fact]
    public async Task Installations_InOneDatabase_HaveTheSchemasOfTheirSearchPaths()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();
        string role = "pathed_" + test.Settings.Database;
        await test.ExecuteAsync($"CREATE SCHEMA \"Odd one\"; CREATE SCHEMA second; CREATE ROLE {role} LOGIN SUPERUSER; ALTER ROLE {role} SET search_path = second, public");

        await AssertWorksAsync(test.Settings);
        await AssertWorksAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { SearchPath = "\"Odd one\", public" });
        await AssertWorksAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Username = role });

        foreach (string schema in new[] { "public", "\"Odd one\"", "second" })
        {
            Assert.Equal(1, await test.ScalarAsync<long>($"SELECT sum(stored)::bigint FROM {schema}.site_state"));
            Assert.Equal(1, await test.ScalarAsync<long>($"SELECT count(*) FROM {schema}.events"));
            Assert.Equal(15, await test.ScalarAsync<long>($"SELECT count(*) FROM {schema}.schema_versions"));
            Assert.Equal(1, await test.ScalarAsync<long>($"SELECT count(*) FROM pg_inherits WHERE inhparent = '{schema}.events'::regclass"));
        }

        Assert.Equal(
            0, await test.ScalarAsync<long>("SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = inhrelid JOIN pg_class p ON p.oid = inhparent WHERE c.relnamespace <> p.relnamespace"));
    }

    [Fact]
    public async Task Installation_StaysWhereItIsWhenAnotherSchemaComesFirst()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("CREATE SCHEMA postgres");

        await AssertWorksAsync(test.Settings);

        Assert.Equal(1, await test.ScalarAsync<long>("SELECT count(*) FROM public.events"));
        Assert.Equal(0, await test.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relnamespace = 'postgres'::regnamespace"));
    }

    [Fact]
    public async Task Startup_WithoutASchema_IsAFaultThatNamesTheSearchPath()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();

        Assert.Contains(
            "has no schema for the tables: the search_path (nowhere) of postgres names none",
            await FaultAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { SearchPath = "nowhere" }));
    }

    [Fact]
    public async Task Startup_WithTablesOfAnotherRole_IsAFaultThatSaysHowToAllowIt()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        string role = "guest_" + test.Settings.Database;
        await test.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT ALL ON SCHEMA public TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}");

        Assert.Contains($"grant postgres to {role}", await FaultAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Username = role }));
    }

    [Fact]
    public async Task SettingsOfRoleAndDatabase_ChangeNothing()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();
        string role = "odd_" + test.Settings.Database;
        await test.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT CREATE ON SCHEMA public TO {role}; REVOKE TEMPORARY ON DATABASE {test.Settings.Database} FROM PUBLIC");
        foreach (string setting in new[]
        {
            "DateStyle = 'German, DMY'", "TimeZone = 'Pacific/Apia'", "IntervalStyle = 'sql_standard'", "bytea_output = 'escape'", "statement_timeout = '2s'",
            "idle_session_timeout = '2s'", "idle_in_transaction_session_timeout = '2s'", "lock_timeout = '2s'", "client_min_messages = 'error'",
            "default_transaction_isolation = 'serializable'", "standard_conforming_strings = 'off'", "row_security = 'off'", "enable_indexscan = 'off'",
        })
        {
            await test.ExecuteAsync($"ALTER ROLE {role} SET {setting}");
        }

        await AssertWorksAsync(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Username = role });
    }

    [Fact]
    public async Task Startup_OnTablesWithoutTheirJournal_WritesItAndChangesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        string before = await SchemaAsync(test);
        await test.ExecuteAsync("TRUNCATE schema_versions");

        Assert.False((await PostgresFixture.RunStartupAsync(test.Database)).HasAny);
        Assert.Equal(before, await SchemaAsync(test));

        await test.ExecuteAsync("DROP TABLE schema_versions");
        Assert.False((await PostgresFixture.RunStartupAsync(test.Database, test.Availability)).HasAny);
        Assert.Equal(before, await SchemaAsync(test));
    }

    /// <summary>A column may go only once no build that writes it runs beside a newer one: silos are upgraded in any order.</summary>
    [Theory]
    [InlineData("UPDATE site_checkpoints SET updated_at = now()")]
    public async Task Column_ThatOlderBuildsWrite_IsStillThere(string statement)
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await test.ExecuteAsync(statement);
    }

    [Fact]
    public async Task RowsRestoredByThemselves_AreAsTheyWere()
    {
        await using TestStore source = await postgres.CreateStoreAsync();
        await AssertWorksAsync(source.Settings);
        await source.ExecuteAsync(
            """
            UPDATE access_version SET version = 41;
            INSERT INTO access_keys (key_id, hash, name, shown, scope, is_first, version) VALUES (gen_random_uuid(), '\x01', 'k', 's', 1, true, 41);
            """);
        await using TestStore target = await postgres.CreateStoreAsync();
        await target.ExecuteAsync("CREATE TABLE rest PARTITION OF events DEFAULT");

        await RestoreRowsAsync(source, target);
        Assert.Equal(2, await target.ScalarAsync<long>("SELECT count(*) FROM access_version"));
        await AssertWorksAsync(target.Settings, "b");

        Assert.Equal(1, await target.ScalarAsync<long>("SELECT count(*) FROM access_version"));
        Assert.InRange(await target.ScalarAsync<long>("SELECT max(version) FROM access_version"), 42, 100);
        Assert.Equal(2, await target.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(2, await target.ScalarAsync<long>("SELECT sum(stored)::bigint FROM site_state"));
        Assert.Equal(0, await target.ScalarAsync<long>("SELECT count(*) - count(DISTINCT id) FROM events"));
    }

    [Fact]
    public async Task Startup_OnDatabaseOfAnotherEncoding_IsAFault()
    {
        await using TestStore server = await postgres.CreateEmptyAsync();
        string name = "latin_" + server.Settings.Database;
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");

        Assert.Contains(
            "has encoding LATIN1; create the database with ENCODING 'UTF8'.",
            await FaultAsync(new NpgsqlConnectionStringBuilder(server.Settings.ConnectionString) { Database = name }));
    }

    [Fact]
    public async Task Startup_OnMissingDatabase_IsAFaultWithoutThePassword()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();

        string fault = await FaultAsync(
            new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Database = "nowhere", Password = "s3cret" });

        Assert.StartsWith("Critical: Cannot run: DATABASE_URL: PostgreSQL at 127.0.0.1:", fault);
        Assert.Contains("database \"nowhere\" does not exist", fault);
        Assert.DoesNotContain("s3cret", fault);
    }

    private static async Task<string> FaultAsync(NpgsqlConnectionStringBuilder settings)
    {
        await using var database = new Database(settings, new EventStoreOptions());
        var log = new LogLines<StartupErrors>();
        var availability = new StoreAvailability(database, FakeWalPositionStore.EmptyHistory(), TimeProvider.System, new LogLines<StoreAvailability>());

        StartupErrors startupErrors = await PostgresFixture.RunStartupAsync(database, availability, log);

        Assert.True(startupErrors.HasAny);
        Assert.False(availability.IsUp);
        string line = Assert.Single(log.All);
        Assert.DoesNotContain('\n', line);
        return line;
    }

    /// <summary>Starts a silo's store there, and stores an event with it.</summary>
    private static async Task AssertWorksAsync(NpgsqlConnectionStringBuilder settings, string site = "a")
    {
        await using var test = new TestStore(settings);
        var log = new LogLines<StartupErrors>();
        Assert.False((await PostgresFixture.RunStartupAsync(test.Database, test.Availability, log)).HasAny, string.Join(' ', log.All));
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync(site, TestStore.Epoch).WithinLimitAsync();
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(TestStore.Batch(site, state, new TestEvent())).WithinLimitAsync());
        Assert.Equal(1, (await new StatsReader(test.Queries, test.RollUps, test.Days).ReadAsync(site, null).WithinLimitAsync()).Stats.TotalViews);
    }

    private static async Task RestoreRowsAsync(TestStore source, TestStore target)
    {
        // Errors are ignored, as psql does: the two have rows in common.
        string script = $"pg_dump --data-only --load-via-partition-root {Arguments(source)} | psql --quiet {Arguments(target)}";
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);

        static string Arguments(TestStore test) => $"--host=127.0.0.1 --port={test.Settings.Port} --username=postgres {test.Settings.Database}";
    }

    private static Task<string> SchemaAsync(TestStore test) => test.ScalarAsync<string>(
        """
        SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable, collation_name), ', ' ORDER BY table_name, ordinal_position)
            || (SELECT count(*) FROM schema_versions)
        FROM information_schema.columns WHERE table_schema = 'public'
        """);
}
