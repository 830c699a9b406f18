using CsCheck;
using Footfall.Servers;

namespace Footfall.Days;

/// <summary>The audit agrees with the product about any history, and finds and mends what was changed behind the product's back.</summary>
public sealed class DayAuditTests(PostgresFixture postgres)
{
    private static readonly DateOnly First = new(2026, 3, 14);

    [Theory]
    [InlineData(null)]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    public async Task AnyHistory_HasNoDifferences(string? timeZone)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        int sites = 0;
        await Gen.Select(DayReaderTests.Events.Array[1, 60], Gen.Int[0, 2]).Array[1, 4].SampleAsync(
            async steps =>
            {
                using DayHistory history = await DayHistory.StartAsync(test, $"site-{Interlocked.Increment(ref sites)}", timeZone);

                foreach ((TestEvent[] events, int merge) in steps)
                {
                    await history.StoreAsync(events);
                    if (merge == 0)
                    {
                        await history.BuildAsync();
                    }
                }

                await AssertCleanAsync(history);
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task SegmentOfAnotherDay_IsFoundAndMended()
    {
        AuditResult found = await FindAndMendAsync(
            "UPDATE site_days d SET segment = o.segment FROM site_days o WHERE d.day = '2026-03-15' AND o.day = '2026-03-14'");

        Assert.Equal(
            [
                ("entries /a", 0, 1), ("entries /c", 1, 0), ("events", 2, 3), ("exits /b", 0, 1), ("exits /c", 1, 0), ("users", 0, 1), ("views", 1, 2),
            ],
            found.Differences.Select(item => (item.Figure, item.Counted, item.Answered)).Where(item => item.Figure is not ("bounces" or "duration")));
        Assert.All(found.Differences, item => Assert.Equal((First.AddDays(1), false), (item.Day, item.Bots)));
    }

    [Fact]
    public async Task DeletedEvent_IsFoundAndMended()
    {
        AuditResult found = await FindAndMendAsync("DELETE FROM events WHERE path = '/b'", hasAllRows: false);

        Assert.Contains(new DayDifference(First, Bots: false, "views", 1, 2), found.Differences);
        Assert.Contains(new DayDifference(First, Bots: false, "exits /b", 0, 1), found.Differences);
        Assert.All(found.Differences, item => Assert.Equal(First, item.Day));
    }

    [Fact]
    public async Task LostSegment_IsFoundAndMended()
    {
        AuditResult found = await FindAndMendAsync("DELETE FROM site_days WHERE day = '2026-03-14'");

        Assert.Contains(new DayDifference(First, Bots: false, "visits", 1, 0), found.Differences);
    }

    [Fact]
    public async Task DayWithoutEvents_IsFoundAndMended()
    {
        AuditResult found = await FindAndMendAsync("UPDATE site_days SET day = '2026-03-20' WHERE day = '2026-03-14'");

        Assert.Contains(new DayDifference(new DateOnly(2026, 3, 20), Bots: false, "visits", 0, 1), found.Differences);
        Assert.Contains(new DayDifference(First, Bots: false, "visits", 1, 0), found.Differences);
    }

    [Fact]
    public async Task DaysOfADetachedMonth_AreFound_AndStayAsTheyAre()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using DayHistory history = await TwoDaysAsync(test);
        await test.ExecuteAsync("ALTER TABLE events DETACH PARTITION events_2026_03");

        AuditResult mended = await history.AuditAsync(mend: true);

        Assert.Contains(new DayDifference(First, Bots: false, "visits", 0, 1), mended.Differences);
        Assert.Equal(mended.Found, mended.Left);
        await history.AssertExactAsync();
    }

    [Fact]
    public async Task ErasedEvents_WhoseRowsAreLeft_DoNotCount()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using DayHistory history = await TwoDaysAsync(test);
        await test.ExecuteAsync(
            """
            INSERT INTO site_rollups (site_id, since) SELECT site_id, last_committed_at FROM site_state
            ON CONFLICT (site_id) DO UPDATE SET since = excluded.since;
            DELETE FROM site_days;
            DELETE FROM site_segments
            """);

        Assert.Equal(0, (await AssertCleanAsync(history)).Days);
        await history.StoreAsync(new TestEvent { At = TestEvent.Noon });
        Assert.Equal(1, (await AssertCleanAsync(history)).Days);
    }

    [Fact]
    public async Task SiteWithoutEvents_HasNoDays()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using var history = new DayHistory(test, "a", null);

        Assert.Equal(0, (await AssertCleanAsync(history)).Days);
    }

    [Fact]
    public async Task SiteThatGetsAnotherTimeZone_IsComparedInTheOneOfItsAnswers()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using DayHistory history = await TwoDaysAsync(test);
        await history.MoveAsync("Asia/Tokyo");
        Assert.Equal("Asia/Tokyo", (await AssertCleanAsync(history)).TimeZone);
        await history.BuildAsync();
        await test.ExecuteAsync("DELETE FROM site_days WHERE day = '2026-03-14'");

        AuditResult mended = await history.AuditAsync(mend: true);

        Assert.Equal(0, mended.Left);
        await history.AssertExactAsync();
    }

    /// <summary>A user with two views and a click on the first day, a cookieless visitor with a view and a click on the second.</summary>
    private static async Task<DayHistory> TwoDaysAsync(TestStore test)
    {
        var history = new DayHistory(test, "a", null);
        DateTime next = TestEvent.Noon.AddDays(1);
        var visitor = new Dictionary<Wire.EventField, string> { [Wire.EventField.Visitor] = "00000000000000ff" };
        await history.StoreAsync(
            new TestEvent { UserId = "u", Path = "/a" },
            new TestEvent { UserId = "u", Path = "/b", At = TestEvent.Noon.AddMinutes(1) },
            new TestEvent { UserId = "u", EventType = "click", At = TestEvent.Noon.AddMinutes(30) },
            new TestEvent { Path = "/c", At = next, Other = visitor },
            new TestEvent { EventType = "click", At = next.AddMinutes(2), Other = visitor });
        await history.BuildAsync();
        Assert.Equal(2, (await AssertCleanAsync(history)).Days);
        return history;
    }

    private static async Task<AuditResult> AssertCleanAsync(DayHistory history)
    {
        AuditResult result = await history.AuditAsync();
        Assert.Empty(result.Differences);
        Assert.Equal((history.TimeZone, 0, null), (result.TimeZone, result.Found, result.Left));
        return result;
    }

    /// <summary>Changes tables behind the product's back, and asserts that mending removes all differences that are found.</summary>
    /// <param name="change">The statement.</param>
    /// <param name="hasAllRows">Whether the events are as they were.</param>
    /// <returns>What was found before.</returns>
    private async Task<AuditResult> FindAndMendAsync(string change, bool hasAllRows = true)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using DayHistory history = await TwoDaysAsync(test);
        await test.ExecuteAsync(change);

        AuditResult found = await history.AuditAsync();
        AuditResult mended = await history.AuditAsync(mend: true);

        Assert.Null(found.Left);
        Assert.Equal(found.Differences.AsEnumerable(), mended.Differences);
        Assert.Equal((found.Differences.Length, 0), (mended.Found, mended.Left));
        await AssertCleanAsync(history);
        if (hasAllRows)
        {
            await history.AssertExactAsync();
        }

        return found;
    }
}
