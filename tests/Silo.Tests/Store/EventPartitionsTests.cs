using Footfall.Drain;
using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

public sealed class EventPartitionsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Months_MadeBySeveralSilosAtOnce_AreMadeOnce()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventPartitions[] silos = [.. Enumerable.Range(0, 4).Select(_ => new EventPartitions(test.Database))];
        int[] months = [.. Enumerable.Range(2026 * 12, 6)];

        await Task.WhenAll(silos.Select(silo => Task.Run(() => Eventually.TrueAsync(() => TryEnsureAsync(silo, months)))));

        Assert.Equal(
            "events_2026_01 events_2026_02 events_2026_03 events_2026_04 events_2026_05 events_2026_06",
            await PartitionsAsync(test));
    }

    [Fact]
    public async Task Months_FarAway_AreMade()
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await test.Months.EnsureAsync([1970 * 12, (2099 * 12) + 11], CancellationToken.None);

        Assert.Equal("events_1970_01 events_2099_12", await PartitionsAsync(test));
    }

    [Fact]
    public async Task Month_HasTheIndexOfTheTable()
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await test.Months.EnsureAsync([2026 * 12], CancellationToken.None);

        Assert.Equal(
            1, await test.ScalarAsync<long>("SELECT count(*) FROM pg_inherits WHERE inhparent = 'events_site_id_chunk_idx'::regclass"));
    }

    [Fact]
    public async Task Month_DuringAnOpenCopy_IsMadeWithoutWaiting()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.Months.EnsureAsync([(2026 * 12) + 2], CancellationToken.None);
        await using NpgsqlConnection writer = await test.Sql.OpenConnectionAsync();
        await using NpgsqlTransaction open = await writer.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(
            "INSERT INTO events (\"timestamp\", site_id, event_type) VALUES ('2026-03-14', 'a', 'page_view')", writer))
        {
            await insert.ExecuteNonQueryAsync();
        }

        await test.Months.EnsureAsync([(2026 * 12) + 3], CancellationToken.None).WithinLimitAsync();

        Assert.Equal("events_2026_03 events_2026_04", await PartitionsAsync(test));
    }

    [Fact]
    public async Task Month_WhoseTableWasDetachedAndKept_GetsAnotherTable()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        for (int time = 1; time <= 3; time++)
        {
            test.Months.Clear();
            await test.Months.EnsureAsync([2026 * 12], CancellationToken.None);
            string table = time == 1 ? "events_2026_01" : $"events_2026_01_{time}";
            Assert.Equal(table, await PartitionsAsync(test));
            await test.ExecuteAsync($"ALTER TABLE events DETACH PARTITION {table}");
        }

        await test.ExecuteAsync("ALTER TABLE events ATTACH PARTITION events_2026_01 FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00')");
        test.Months.Clear();
        await test.Months.EnsureAsync([2026 * 12, (2026 * 12) + 9, (2026 * 12) + 10], CancellationToken.None);
        Assert.Equal("events_2026_01 events_2026_10 events_2026_11", await PartitionsAsync(test));
    }

    [Fact]
    public async Task MonthsWithinAPartitionOfTheOperators_NeedNone()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("CREATE SCHEMA archive; CREATE TABLE archive.everything_of_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2021-01-01 00:00:00+00')");
        await test.ExecuteAsync("CREATE TABLE ancient PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2001-01-01 00:00:00+00')");

        await test.Months.EnsureAsync([2020 * 12, (2020 * 12) + 6, (2020 * 12) + 11, (2021 * 12), 2000 * 12], CancellationToken.None);

        Assert.Equal("ancient archive.everything_of_2020 events_2021_01", await PartitionsAsync(test));
    }

    [Fact]
    public async Task WithADefaultPartition_NothingIsMadeAndEventsAreStored()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("CREATE TABLE rest PARTITION OF events DEFAULT");
        await test.ExecuteAsync("INSERT INTO events (\"timestamp\", site_id, event_type) VALUES ('2026-03-14', 'old', 'page_view')");

        Assert.Equal([CommitOutcome.Committed], await CommitAsync(test, "a", new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal("rest", await PartitionsAsync(test));
        Assert.Equal(2, await test.ScalarAsync<long>("SELECT count(*) FROM rest"));
    }

    [Fact]
    public async Task MonthOfWhichAPartIsCovered_GetsTheRest()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync($"ALTER DATABASE {test.Settings.Database} SET DateStyle = 'SQL, DMY'; ALTER DATABASE {test.Settings.Database} SET TimeZone = 'Asia/Kolkata'");

        // In Berlin a year ends an hour before that of UTC, and begins an hour before it.
        await test.ExecuteAsync("CREATE TABLE year_of_berlin PARTITION OF events FOR VALUES FROM ('2020-01-01 00:00:00+01') TO ('2021-01-01 00:00:00+01')");
        await test.ExecuteAsync("CREATE TABLE ten_days PARTITION OF events FOR VALUES FROM ('2021-03-10 00:00:00+00') TO ('2021-03-20 00:00:00+00')");

        DateTimeOffset last = new(2020, 12, 31, 23, 30, 0, TimeSpan.Zero);
        Assert.Equal([CommitOutcome.Committed], await CommitAsync(test, "a", last, last.AddHours(-1), last.AddDays(68), last.AddDays(75), last.AddDays(85)));

        Assert.Equal("events_2020_12 events_2021_03 events_2021_03_2 ten_days year_of_berlin", await PartitionsAsync(test));
        Assert.Equal(5, await test.ScalarAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(1, await test.ScalarAsync<long>("SELECT count(*) FROM events_2020_12"));
    }

    [Fact]
    public async Task PartitionThatIsDividedByTimeInTurn_GetsItsMonths()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("CREATE TABLE by_month PARTITION OF events FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2021-01-01 00:00:00+00') PARTITION BY RANGE (\"timestamp\")");
        await test.ExecuteAsync("CREATE TABLE first_half PARTITION OF by_month FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-06-15 00:00:00+00')");

        Assert.Equal(
            [CommitOutcome.Committed],
            await CommitAsync(test, "a", new DateTimeOffset(2020, 6, 14, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 6, 15, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal("by_month", await PartitionsAsync(test));
        Assert.Equal("events_2020_06 first_half", await PartitionsAsync(test, "by_month"));
    }

    [Fact]
    public async Task NameThatIsTaken_IsPassedBy()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("CREATE TABLE events_2020_01 (notes text); CREATE VIEW events_2020_01_2 AS SELECT 1; CREATE TYPE events_2020_01_3 AS ENUM ('a')");

        Assert.Equal([CommitOutcome.Committed], await CommitAsync(test, "a", new DateTimeOffset(2020, 1, 5, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal("events_2020_01_4", await PartitionsAsync(test));
    }

    private static async Task<CommitOutcome[]> CommitAsync(TestStore test, string site, params DateTimeOffset[] times)
    {
        SiteState state;
        await using (var states = new SiteStates(test.Database, test.Availability))
        {
            state = await states.LoadAsync(site, TestStore.Epoch);
        }

        return await test.RunWorkerAsync(
            new EventStoreOptions(), TestStore.Batch(site, state, Array.ConvertAll(times, time => new TestEvent { At = time.UtcDateTime })));
    }

    /// <summary>Returns false when another silo exceeded the lock's time-out; the commit workers retry too.</summary>
    private static async Task<bool> TryEnsureAsync(EventPartitions silo, int[] months)
    {
        try
        {
            await silo.EnsureAsync(months, CancellationToken.None);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private static Task<string> PartitionsAsync(TestStore test, string table = "events") => test.ScalarAsync<string>(
        $"SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = '{table}'::regclass");
}
