using System.Diagnostics;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Wire;
using Npgsql;

namespace Footfall.Privacy;

public sealed class AttributeSweepTests(PostgresFixture postgres)
{
    private const string Secret = "Rumpelstilzchen";

    /// <summary>The cases: a stored event, a queued one, and a dead letter whose set was already given its number.</summary>
    [Fact]
    public async Task TextsThatOnlyAnErasedUserHad_AreNowhereInTheDatabase()
    {
        await using ErasureTest test = await CreateAsync();
        await test.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT poison CHECK (path <> '/poison')");
        test.Accept(WithProps($$"""{"name":"{{Secret}}","n":1}""", "u1"), WithProps("""{"plan":"basic"}""", "u1"), WithProps("""{"plan":"basic"}""", "u2"));
        await test.DrainAsync();
        test.Accept(WithProps($$"""{"name":"{{Secret}}","n":2}""", "u1") with { Path = "/poison" }, WithProps("""{"plan":"pro"}""", "u2"));
        await test.DrainAsync();
        test.Accept(WithProps($$"""{"name":"{{Secret}}","n":3}""", "u1"), WithProps("""{"plan":"last"}""", "u2"));
        Assert.Contains(Secret, await DumpAsync(test));
        await test.EraseAsync("u1");

        await test.FinishAsync();

        Assert.DoesNotContain(Secret, await DumpAsync(test));
        Assert.Equal(
            """{"props":{"plan":"basic"}} {"props":{"plan":"pro"}} {"props":{"plan":"last"}}""",
            await test.Store.ScalarAsync<string>("""
                SELECT string_agg(sets[props - first_id + 1], ' ' ORDER BY id)
                FROM events e JOIN event_attributes a ON a.site_id = e.site_id AND props >= first_id AND props < first_id + cardinality(sets)
                """));
        await test.AssertStatisticsAsync();
    }

    [Fact]
    public async Task WholeSite_LeavesNoSet_AndLaterOnesGetNewNumbers()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(Titled("a", "u1"), Titled("b", null));
        await test.DrainAsync();
        await test.EraseAsync(null);
        await test.FinishAsync();
        Assert.Equal(0, await test.Store.ScalarAsync<long>("SELECT count(*) FROM event_attributes"));

        test.Accept(Titled("a", "u1"));
        await test.DrainAsync();

        await test.AssertExactAsync();
        Assert.Equal(3, await test.Store.ScalarAsync<int>("SELECT first_id FROM event_attributes"));
    }

    [Fact]
    public async Task ActivationThatRemembersARemovedSet_IsRefusedAndStoresItAnew()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(Titled("a", "u1"), Titled("b", "u2"));
        await test.DrainAsync();
        SiteState state = await test.Store.LoadAsync(ErasureTest.Site);
        await test.EraseAsync("u1");
        await test.FinishAsync();
        test.Accept(Titled("a", "u2"));

        Assert.Equal(CommitOutcome.NotCommitted, await test.CommitAsync(state));
        await test.DrainAsync();

        await test.AssertExactAsync();
        Assert.Equal(3, await test.Store.ScalarAsync<int>("SELECT max(page) FROM events"));
    }

    /// <summary>After the scan and before the lock, a drain uses a set that no row used at the scan.</summary>
    [Fact]
    public async Task SetThatIsUsedAgainBeforeTheLock_Stays()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(Titled("again", "u1"), Titled("gone", "u1"), Titled("b", "u2"));
        await test.DrainAsync();
        await test.EraseAsync("u1");
        for (int i = 0; i < 3; i++)
        {
            await test.StepAsync();
        }

        SiteState state = await test.Store.LoadAsync(ErasureTest.Site);
        AttributeSets sets = await test.Store.LoadAttributesAsync(ErasureTest.Site);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await test.StepAsync());
        }

        Assert.Equal(state.FencingToken, (await test.Store.LoadAsync(ErasureTest.Site)).FencingToken);
        Assert.Equal(4, sets.Next);
        test.Accept(Titled("again", "u2"));
        Assert.Equal(CommitOutcome.Committed, await test.CommitAsync(state));
        Assert.Equal(1, await test.Store.ScalarAsync<int>("SELECT max(page) FROM events WHERE page <> 3"));

        await test.FinishAsync();

        await test.AssertExactAsync();
    }

    [Fact]
    public async Task ManySets_GoInParts_AndAFailureInBetweenLosesNothing()
    {
        await using ErasureTest test = await CreateAsync();
        for (int commit = 0; commit < 8; commit++)
        {
            test.Accept([.. Enumerable.Range(0, 3_000).Select(i => Titled($"{commit} {i}", $"u{i % 2}"))]);
            await test.DrainAsync();
        }

        await test.EraseAsync("u1");
        await test.Store.ExecuteAsync("""
            CREATE SEQUENCE parts;
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('parts') = 2 THEN RAISE EXCEPTION 'no more'; END IF; RETURN NULL; END $$;
            CREATE TRIGGER fail AFTER UPDATE ON event_attributes FOR EACH STATEMENT EXECUTE FUNCTION fail();
            """);
        Assert.Equal("no more", (await Assert.ThrowsAsync<PostgresException>(test.FinishAsync)).MessageText);
        test.Accept(Titled("0 1", "u0"));

        await test.FinishAsync();

        await test.AssertExactAsync();
        Assert.InRange(await test.Store.ScalarAsync<long>("SELECT last_value FROM parts"), 3, 8);
    }

    [Fact]
    public async Task ErasureThatRemovesNothing_SweepsNothing()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(Titled("a", "u2"));
        await test.DrainAsync();
        await test.Store.ExecuteAsync("UPDATE event_attributes SET sets = sets || '{unused}'::text[]");
        await test.EraseAsync("u1");

        await test.FinishAsync();

        Assert.Equal(2, await test.Store.ScalarAsync<int>("SELECT cardinality(sets) FROM event_attributes"));
    }

    private static TestEvent Titled(string title, string? user) => new() { UserId = user, Other = new Dictionary<EventField, string> { [EventField.Title] = title } };

    private static TestEvent WithProps(string props, string user) => new() { UserId = user, Other = new Dictionary<EventField, string> { [EventField.Props] = props } };

    private static async Task<string> DumpAsync(ErasureTest test)
    {
        NpgsqlConnectionStringBuilder settings = test.Store.Settings;
        using var process = Process.Start(new ProcessStartInfo(
            "pg_dump", ["--data-only", "--inserts", "--host=127.0.0.1", $"--port={settings.Port}", "--username=postgres", settings.Database!])
        {
            RedirectStandardOutput = true,
        })!;
        string dump = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);

        // Payloads of dead letters are bytes, which the dump shows as hexadecimal digits.
        return dump.Replace(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Secret)).ToLowerInvariant(), Secret, StringComparison.Ordinal);
    }

    private async Task<ErasureTest> CreateAsync() => new(await postgres.CreateStoreAsync());
}
