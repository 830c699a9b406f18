using Footfall.Servers;

namespace Footfall.Operator;

public sealed class SiteCountersReaderTests(PostgresFixture postgres)
{
    [Fact]
    public async Task AllSites_AreReadWithTheirCounts()
    {
        await using TestStore test = await OpenAsync();
        await InsertAsync(test, "a", "10, 2, 3, '{\"invalid\": 4, \"site_full\": 5}', '2026-01-02 03:04:05.678901+00', NULL");
        await InsertAsync(test, "é/😀", "0, 0, 0, '{}', NULL, now()");

        SiteCountersSnapshot all = await new SiteCountersReader(test.Queries).ReadAsync(null);

        var committed = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(
            [new SiteCounters("a", 10, 2, 3, 9, committed.AddTicks(6_789_010), false), new SiteCounters("é/😀", 0, 0, 0, 0, null, true)],
            all.Sites.OrderBy(site => site.SiteId, StringComparer.Ordinal));
        Assert.InRange(all.Now, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task SitesThatHaveChanged_AreThoseSinceAFewSecondsBefore_AndAllThatArePaused()
    {
        await using TestStore test = await OpenAsync();
        var table = new SiteCountersReader(test.Queries);
        await InsertAsync(test, "never", "0, 0, 0, '{}', NULL, NULL");
        await InsertAsync(test, "old", "1, 0, 0, '{}', now() - interval '1 minute', NULL");
        await InsertAsync(test, "paused", "1, 0, 0, '{}', now() - interval '1 year', now()");
        await InsertAsync(test, "in a transaction then", "1, 0, 0, '{}', now() - interval '10 seconds', NULL");
        DateTimeOffset before = (await table.ReadAsync(null)).Now;
        await InsertAsync(test, "new", "1, 0, 0, '{}', now(), NULL");

        SiteCountersSnapshot changed = await table.ReadAsync(before);

        Assert.Equal(["in a transaction then", "new", "paused"], changed.Sites.Select(site => site.SiteId).Order(StringComparer.Ordinal));

        // The clock has stepped back by an hour: new commits have an earlier time than the previous read.
        SiteCountersSnapshot stepped = await table.ReadAsync(before.AddHours(1));
        Assert.Contains(stepped.Sites, site => site.SiteId == "new");
    }

    [Fact]
    public async Task EmptyStore_HasATimeAndNoSites()
    {
        await using TestStore test = await OpenAsync();

        SiteCountersSnapshot all = await new SiteCountersReader(test.Queries).ReadAsync(null);

        Assert.Empty(all.Sites);
        Assert.NotEqual(default, all.Now);
    }

    private async Task<TestStore> OpenAsync()
    {
        TestStore test = await postgres.CreateStoreAsync();
        test.Availability.Open();
        return test;
    }

    private static async Task InsertAsync(TestStore test, string siteId, string values)
    {
        await using Npgsql.NpgsqlCommand insert = test.Sql.CreateCommand(
            "INSERT INTO site_state (site_id, commit_id, stored, duplicates, dead, refused, last_committed_at, paused_at) "
            + $"VALUES ('{siteId}', gen_random_uuid(), {values})");
        await insert.ExecuteNonQueryAsync();
    }
}
