using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

public sealed class StoredRowTests(PostgresFixture postgres)
{
    public static TheoryData<string> OddTexts =>
    [
        "{\"a\":'b'}\\N\\.\t\r\n\u0001\u007f",
        "\ufeff\ufffe\uffff\u2028 e\u0301 é \u202eabc",
        "👩‍👩‍👧‍👦🏽 \U0010FFFF",
        new string('€', 100),
        string.Concat(Enumerable.Repeat("🦶", 50)),
    ];

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Text_OfAnyKind_IsStoredAsItIs(string text)
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await CommitAsync(test, text, new TestEvent { EventType = text, Path = text, UserId = text });

        await using NpgsqlCommand command = test.Sql.CreateCommand("SELECT site_id, event_type, path, user_id FROM events");
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        Assert.Equal([text, text, text, text], Enumerable.Range(0, 4).Select(row.GetString));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Text_ThatIsAbsentOrEmpty_IsNull(string? text)
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await CommitAsync(test, "a", new TestEvent { Path = text, UserId = text });

        Assert.Equal(
            "null null",
            await test.ScalarAsync<string>("SELECT coalesce(quote_literal(path), 'null') || ' ' || coalesce(quote_literal(user_id), 'null') FROM events"));
    }

    [Theory]
    [InlineData("2000-01-01T00:00:00.000000")]
    [InlineData("2026-03-14T23:59:59.999999")]
    [InlineData("2026-03-15T00:00:00.000001")]
    [InlineData("2024-02-29T12:34:56.789012")]
    [InlineData("2099-12-31T23:59:59.999999")]
    public async Task Time_IsStoredToTheMicrosecondInItsUtcDayAndMonth(string time)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync($"ALTER DATABASE {test.Settings.Database} SET timezone = 'Pacific/Auckland'");
        NpgsqlConnection.ClearPool(test.Sql.CreateConnection());

        await CommitAsync(test, "a", new TestEvent { At = DateTime.Parse(time + "Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal) });

        Assert.Equal(
            $"{time} {time[..10]} events_{time[..4]}_{time[5..7]}",
            await test.ScalarAsync<string>(
                """
                SELECT concat_ws(' ', to_char("timestamp" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event_date, tableoid::regclass) FROM events
                """));
    }

    [Fact]
    public async Task Rows_OfMoreThanOneBuffer_AreAllStored()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        TestEvent[] events = [.. Enumerable.Range(0, 500).Select(
            i => new TestEvent { Path = new string('€', 990) + i, UserId = string.Concat(Enumerable.Repeat("🦶", 127)) })];

        await CommitAsync(test, new string('€', SiteId.MaxLength), events);

        Assert.Equal(500, await test.ScalarAsync<long>("SELECT count(DISTINCT path) FROM events WHERE length(path) BETWEEN 991 AND 993"));
        Assert.Equal(1, await test.ScalarAsync<long>("SELECT count(DISTINCT (event_type, user_id)) FROM events"));
    }

    [Fact]
    public async Task Events_ThatAreLeftOut_AreNoRows()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        SiteState state = await test.LoadAsync("a");
        byte[] entry = TestEvent.Entry(Enumerable.Range(0, 5).Select(i => new TestEvent { Path = "/" + i }));
        SiteBatch all = TestStore.Batch("a", state, entry, 3, (2026 * 12) + 2);
        SiteBatch batch = all with { Entries = [new BatchEntry(all.Checkpoint, entry, [0, 3])] };

        await test.RunWorkerAsync(new EventStoreOptions(), batch);

        Assert.Equal("/1 /2 /4", await test.ScalarAsync<string>("SELECT string_agg(path, ' ' ORDER BY path) FROM events"));
    }

    private static async Task CommitAsync(TestStore test, string siteId, params TestEvent[] events) => Assert.Equal(
        [CommitOutcome.Committed],
        await test.RunWorkerAsync(new EventStoreOptions(), TestStore.Batch(siteId, await test.LoadAsync(siteId), events)));
}
