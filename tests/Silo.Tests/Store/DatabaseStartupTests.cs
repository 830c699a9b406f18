using Footfall.Servers;
using Footfall.Startup;
using Npgsql;

namespace Footfall.Store;

public sealed class DatabaseStartupTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Startup_OfSeveralSilosAtOnce_MigratesOnceAndOpensEach()
    {
        await using TestStore test = await postgres.CreateEmptyAsync();
        Database[] silos = [.. Enumerable.Range(0, 3).Select(_ => new Database(test.Settings, new EventStoreOptions()))];
        StoreAvailability[] stores = Array.ConvertAll(silos, silo => new StoreAvailability(silo, FakePositionBook.EmptyHistory(), TimeProvider.System, new LogLines<StoreAvailability>()));

        StartupFaults[] faults = await Task.WhenAll(silos.Zip(stores, (silo, store) => PostgresFixture.RunStartupAsync(silo, store)));

        Assert.All(faults, fault => Assert.False(fault.HasAny));
        Assert.All(stores, store => Assert.True(store.IsUp));
        Assert.Equal(
            "migrations/0001_sites.sql migrations/0002_events.sql migrations/0003_dead_letters.sql migrations/0004_event_ids.sql "
                + "migrations/0005_rollups.sql migrations/0006_pauses.sql migrations/0007_access.sql migrations/0008_erasures.sql",
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
        var log = new LogLines<StartupFaults>();
        var availability = new StoreAvailability(database, FakePositionBook.EmptyHistory(), TimeProvider.System, new LogLines<StoreAvailability>());

        StartupFaults faults = await PostgresFixture.RunStartupAsync(database, availability, log);

        Assert.True(faults.HasAny);
        Assert.False(availability.IsUp);
        string line = Assert.Single(log.All);
        Assert.DoesNotContain('\n', line);
        return line;
    }

    private static Task<string> SchemaAsync(TestStore test) => test.ScalarAsync<string>(
        """
        SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable, collation_name), ', ' ORDER BY table_name, ordinal_position)
            || (SELECT count(*) FROM schema_versions)
        FROM information_schema.columns WHERE table_schema = 'public'
        """);
}
