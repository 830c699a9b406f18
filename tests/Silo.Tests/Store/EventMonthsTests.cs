using Footfall.Servers;
using Npgsql;

namespace Footfall.Store;

public sealed class EventMonthsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Months_MadeBySeveralSilosAtOnce_AreMadeOnce()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        EventMonths[] silos = [.. Enumerable.Range(0, 4).Select(_ => new EventMonths(test.Database))];
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
            test.Months.Forget();
            await test.Months.EnsureAsync([2026 * 12], CancellationToken.None);
            string table = time == 1 ? "events_2026_01" : $"events_2026_01_{time}";
            Assert.Equal(table, await PartitionsAsync(test));
            await test.ExecuteAsync($"ALTER TABLE events DETACH PARTITION {table}");
        }

        await test.ExecuteAsync("ALTER TABLE events ATTACH PARTITION events_2026_01 FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00')");
        test.Months.Forget();
        await test.Months.EnsureAsync([2026 * 12, (2026 * 12) + 9, (2026 * 12) + 10], CancellationToken.None);
        Assert.Equal("events_2026_01 events_2026_10 events_2026_11", await PartitionsAsync(test));
    }

    /// <summary>False when another silo took longer than the lock's time-out; the lanes come again too.</summary>
    private static async Task<bool> TryEnsureAsync(EventMonths silo, int[] months)
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

    private static Task<string> PartitionsAsync(TestStore test) => test.ScalarAsync<string>(
        "SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'events'::regclass");
}
