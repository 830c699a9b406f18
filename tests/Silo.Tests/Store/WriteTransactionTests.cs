using Footfall.Access;
using Footfall.Audit;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Servers;
using Footfall.Sites;
using Footfall.Stats;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Footfall.Store;

/// <summary>Whatever PostgreSQL's settings, the silo's transactions are on disk when it reports them as committed.</summary>
public sealed class WriteTransactionTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("off", "on")]
    [InlineData("local", "on")]
    [InlineData("remote_write", "on")]
    [InlineData("on", "on")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task Commit_IsAsDurableAsItMustBe_AndNoLessThanWhatIsSet(string set, string expected)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var settings = new NpgsqlConnectionStringBuilder(test.Settings.ConnectionString) { Options = $"-c synchronous_commit={set} -c client_min_messages=error" };
        await using var database = new Database(settings, new EventStoreOptions());
        await using (WriteTransaction transaction = await WriteTransaction.BeginAsync(database, database.Queries))
        {
            Assert.Equal((expected, "warning"), await ReadAsync(transaction.Connection));
            Assert.True(await transaction.CommitWithMarkAsync());
        }

        // It changes no session.
        await using PooledConnection pooled = await database.Queries.OpenAsync();
        Assert.Equal((set, "error"), await ReadAsync(pooled.Connection));
    }

    /// <summary>Checked by triggers on every table; a statement under another setting fails.</summary>
    [Fact]
    public async Task EveryChangeOfASilo_IsDurable_WhateverIsSet()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync(
            """
            CREATE FUNCTION check_durability() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('synchronous_commit') <> 'on' THEN
                    RAISE EXCEPTION '% on % with synchronous_commit=%', TG_OP, TG_TABLE_NAME, current_setting('synchronous_commit');
                END IF;
                RETURN NULL;
            END $$;
            DO $$
            DECLARE name text;
            BEGIN
                FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition LOOP
                    EXECUTE format('CREATE TRIGGER durable BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION check_durability()', name);
                END LOOP;
                EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
            END $$
            """);
        test.Sql.Clear();
        PostgresException control = await Assert.ThrowsAsync<PostgresException>(() => test.ExecuteAsync("DELETE FROM acts"));
        Assert.Equal("DELETE on acts with synchronous_commit=off", control.MessageText);

        var access = new AccessStore(test.Queries, new AccessPublisher(test.Queries, test.Availability, null!, TimeProvider.System, NullLogger<AccessPublisher>.Instance), new ErasureSignal());
        var erasure = new ErasureTest(test);
        erasure.Accept(new TestEvent(), new TestEvent());
        await erasure.DrainAsync();
        await SiteRollUp.RunAsync(test.Database, ErasureTest.Site, CancellationToken.None);
        await new SitePauseStore(test.Queries).PauseAsync("b");
        await new SitePauseStore(test.Queries).ResumeAsync("b");
        Assert.True(await access.PutSiteAsync(new SiteSettings(ErasureTest.Site, "", "UTC", [], 1, null, null, false, default), false));
        await access.AddSiteAsync("c");
        Assert.True(await access.RemoveSiteAsync("c"));
        var key = new AccessKey(Guid.NewGuid(), "key", "footfall_", KeyScope.Operator, null, DateTimeOffset.UnixEpoch, null, null, null);
        Assert.True(await access.CreateKeyAsync(key, [1], true));
        await access.RecordUsesAsync([new KeyUse(key.Id, DateTimeOffset.UnixEpoch)]);
        Assert.True(await access.RevokeKeyAsync(key.Id));
        await access.EndAuditEntryAsync(await access.BeginAuditEntryAsync(new AuditEntry(0, default, "who", "from", "what", null, null, null)), 200);
        await new ErasureStore(test.Queries, new ErasureSignal()).AddAsync(ErasureTest.Site, EventOwner.OfUser("user"), new QueueSnapshot(DateTimeOffset.UnixEpoch, []));
        ErasureWorker erasures = erasure.CreateErasures();
        await erasures.StartRetentionAsync(true, CancellationToken.None);
        while (await erasures.RunOnceAsync(CancellationToken.None))
        {
        }

        using var trimmer = new EventIdTrimmer(test.Database, test.Availability, Options.Create(new DrainOptions()), TimeProvider.System);
        await trimmer.TrimAsync(CancellationToken.None);
        Assert.Equal(0, await test.ScalarAsync<long>("SELECT count(*) FROM site_erasures WHERE finished_at IS NULL"));
    }

    private static async Task<(string, string)> ReadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT current_setting('synchronous_commit'), current_setting('client_min_messages')", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetString(0), reader.GetString(1));
    }
}
