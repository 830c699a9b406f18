using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Startup;
using Footfall.Stats;
using Npgsql;

namespace Footfall.Store;

/// <summary>PgBouncer between the silo and PostgreSQL, with its default settings except for the pool.</summary>
public sealed class PgBouncerTests(PostgresFixture postgres)
{
    private const int Writers = 8;
    private const int CommitsEach = 40;

    [Theory]
    [InlineData("session")]
    [InlineData("transaction")]
    public async Task Store_BehindPgBouncer_IsSetUpAndCommitsExactly(string poolMode)
    {
        // Fewer sessions than clients: in transaction mode each session serves all clients.
        int? poolSize = poolMode == "transaction" ? 2 : null;
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Server.Port, poolMode, poolSize);
        await using TestStore direct = await postgres.CreateEmptyAsync();
        await using TestStore test = Behind(bouncer.Port, direct);
        var log = new LogLines<StartupErrors>();

        StartupErrors startupErrors = await PostgresFixture.RunStartupAsync(test.Database, test.Availability, log);

        Assert.False(startupErrors.HasAny, string.Join(' ', log.All));
        await CommitAsync(test);
        Assert.Equal(Writers * CommitsEach, await direct.ScalarAsync<long>("SELECT sum(stored)::bigint FROM site_state"));
        Assert.Equal(Writers * CommitsEach, await direct.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(0, await direct.ScalarAsync<long>("SELECT count(*) FROM site_state s WHERE stored <> (SELECT count(*) FROM events e WHERE e.site_id = s.site_id)"));
    }

    [Fact]
    public async Task Session_BehindPgBouncer_HasItsSettingsInTransactionsAndLeavesNone()
    {
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Server.Port, "transaction", 1);
        await using TestStore direct = await postgres.CreateStoreAsync();
        await using TestStore test = Behind(bouncer.Port, direct);

        await using (PooledConnection connection = await test.Database.CommitWorkers.OpenAsync())
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
            await using var show = new NpgsqlCommand("SELECT concat_ws(' ', current_setting('enable_seqscan'), current_setting('application_name'))", connection.Connection);
            Assert.Equal("off footfall-lane", await show.ExecuteScalarAsync());
        }

        await using (PooledConnection query = await test.Database.Queries.OpenAsync())
        {
            await using NpgsqlBatch show = query.CreateStatement("SELECT concat_ws(' ', current_setting('work_mem'), current_setting('enable_sort'))");
            Assert.Equal("32MB off", await show.ExecuteScalarAsync());
        }

        await using var stranger = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Pooling = false }.ConnectionString);
        await stranger.OpenAsync();
        await using var left = new NpgsqlCommand(
            "SELECT concat_ws(' ', current_setting('work_mem'), current_setting('enable_seqscan'), (SELECT count(*) FROM pg_prepared_statements))", stranger);
        Assert.Equal("4MB on 0", await left.ExecuteScalarAsync());
    }

    [Fact]
    public async Task PgBouncer_PutInBetweenLater_MixesNothingUp()
    {
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Server.Port, "transaction", 1);
        await using TestStore direct = await postgres.CreateStoreAsync();
        await using var relay = new TcpRelay(postgres.Server.Port);
        await using TestStore test = Behind(relay.Port, direct);
        await CommitAsync(test);
        Assert.NotEqual(0, await CountPreparedAsync(test));

        relay.Target = bouncer.Port;
        test.Database.Clear();
        await CommitAsync(test);
        Assert.Equal(0, await CountPreparedAsync(test));

        relay.Target = postgres.Server.Port;
        test.Database.Clear();
        await CommitAsync(test);
        await CommitAsync(test);
        Assert.NotEqual(0, await CountPreparedAsync(test));
        Assert.Equal(4 * Writers * CommitsEach, await direct.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(4 * Writers * CommitsEach, await direct.ScalarAsync<long>("SELECT sum(stored)::bigint FROM site_state"));
    }

    [Fact]
    public async Task Startup_BehindPgBouncerThatPoolsStatements_IsAFault()
    {
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Server.Port, "statement");
        await using TestStore direct = await postgres.CreateEmptyAsync();
        await using TestStore test = Behind(bouncer.Port, direct);

        Assert.Contains("Set pool_mode = transaction (or session) in pgbouncer.ini.", await FaultAsync(test));
    }

    [Fact]
    public async Task Startup_WithAParameterThatPgBouncerDoesNotTake_IsAFaultThatNamesIt()
    {
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Server.Port, "session");
        await using TestStore direct = await postgres.CreateEmptyAsync();
        await using var test = new TestStore(new NpgsqlConnectionStringBuilder(Behind(bouncer.Port, direct.Settings).ConnectionString) { Options = "-e" });

        string fault = await FaultAsync(test);

        Assert.Contains("unsupported startup parameter: options", fault);
        Assert.Contains("ignore_startup_parameters", fault);
    }

    [Fact]
    public async Task Settings_OfTheAddress_NeedNoStartupParameter()
    {
        await using PgBouncerServer bouncer = await PgBouncerServer.StartAsync(postgres.Server.Port, "session");
        await using TestStore direct = await postgres.CreateStoreAsync();
        await using var test = new TestStore(new NpgsqlConnectionStringBuilder(Behind(bouncer.Port, direct.Settings).ConnectionString)
        {
            Options = @"-c statement_timeout=77s --work-mem=8MB -c search_path=a,\ public",
        });

        await using PooledConnection connection = await test.Database.CommitWorkers.OpenAsync();
        await using NpgsqlBatch show = connection.CreateStatement(
            "SELECT concat_ws('|', current_setting('statement_timeout'), current_setting('work_mem'), current_setting('search_path'))");
        Assert.Equal("77s|8MB|a, public", await show.ExecuteScalarAsync());
    }

    /// <summary>Runs several silos' worth of drains at once: each loads, commits and reads statistics, over and over.</summary>
    private static async Task CommitAsync(TestStore test)
    {
        EventStore store = await test.StartAsync();
        var stats = new StatsReader(test.Queries, test.RollUps, test.Days);
        string run = Guid.NewGuid().ToString("N");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            string site = $"{run}-{writer}";
            for (int commit = 1; commit <= CommitsEach; commit++)
            {
                SiteState state = await store.LoadAsync(site, TestStore.Epoch);
                Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(TestStore.Batch(site, state, new TestEvent())).WithinLimitAsync());
                Assert.Equal(commit, (await stats.ReadAsync(site, null)).Stats.TotalViews);
            }
        })));
        await test.StopAsync();
    }

    private static async Task<int> CountPreparedAsync(TestStore test)
    {
        await using PooledConnection connection = await test.Database.CommitWorkers.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*)::int FROM pg_prepared_statements WHERE NOT from_sql", connection.Connection);
        return (int)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<string> FaultAsync(TestStore test)
    {
        var log = new LogLines<StartupErrors>();
        Assert.True((await PostgresFixture.RunStartupAsync(test.Database, test.Availability, log)).HasAny);
        string line = Assert.Single(log.All);
        Assert.DoesNotContain('\n', line);
        return line;
    }

    private static TestStore Behind(int port, TestStore direct) => new(Behind(port, direct.Settings));

    private static NpgsqlConnectionStringBuilder Behind(int port, NpgsqlConnectionStringBuilder settings) => new(settings.ConnectionString) { Port = port };
}
