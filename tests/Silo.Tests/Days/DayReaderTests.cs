using CsCheck;
using Footfall.Servers;
using Footfall.Wire;

namespace Footfall.Days;

/// <summary>However events came, and whatever was merged when, days are what an independent count of the events is.</summary>
public sealed class DayReaderTests(PostgresFixture postgres)
{
    /// <summary>Around a spring night in Berlin that lacks an hour, and the year's turn, with many equal times.</summary>
    private static readonly DateTime[] Centres = [new(2026, 3, 29, 0, 0, 0, DateTimeKind.Utc), new(2026, 12, 31, 23, 30, 0, DateTimeKind.Utc)];

    internal static readonly Gen<TestEvent> Events =
        from type in Gen.Frequency((4, "page_view"), (1, "click"), (2, "engagement"))
        from path in Gen.OneOf("/", "/a", "/b", "")
        from who in Gen.Int[0, 5]
        from centre in Gen.OneOf(Centres)
        from step in Gen.Int[-40, 40]
        from micros in Gen.OneOf(0, 0, 0, 1, -1)
        from isBot in Gen.Frequency((5, false), (1, true))
        select new TestEvent
        {
            EventType = type,
            Path = path,
            UserId = who < 2 ? $"user-{who}" : null,
            At = centre.AddMinutes(15 * step).AddMicroseconds(micros),
            Other = Details(who, isBot),
        };

    [Theory]
    [InlineData(null)]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    public async Task Days_AfterAnyCommitsAndMerges_EqualANaiveCount(string? timeZone)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        int sites = 0;
        await Gen.Select(Events.Array[1, 40], Gen.Int[0, 3]).Array[1, 5].SampleAsync(
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

                    await history.AssertExactAsync();
                }

                await history.AssertStatisticsAsync();
                await AssertComesBackAsync(test, history, $"site-{sites}");
            },
            iter: 34,
            threads: 1);
    }

    [Fact]
    public async Task Segments_AreTheSame_HoweverTheEventsWereSplit()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        TestEvent[] events = Events.Array[200].Single();
        using var one = new DayHistory(test, "one", null);
        using var many = new DayHistory(test, "many", null);
        await one.StoreAsync(events);
        await one.BuildAsync();
        foreach (TestEvent[] part in events.Reverse().Chunk(17))
        {
            await many.StoreAsync(part);
            await many.BuildAsync();
        }

        Assert.Equal(await one.SegmentsAsync(), await many.SegmentsAsync());
    }

    [Fact]
    public async Task DamagedSegment_IsCountedFromRows_AndBuiltAgain()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using var history = new DayHistory(test, "a", null);
        await history.StoreAsync(Events.Array[100].Single());
        await history.BuildAsync();
        string before = await history.SegmentsAsync();
        await test.ExecuteAsync("UPDATE site_days SET segment = set_byte(segment, 40, get_byte(segment, 40) # 1)");
        Assert.NotEqual(before, await history.SegmentsAsync());

        await history.AssertExactAsync();
        await history.StoreAsync(new TestEvent { At = Centres[0] });
        await history.BuildAsync();

        await history.AssertExactAsync();
        Assert.Contains(history.Log.All, line => line.Contains("is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SegmentOfANewerSilo_IsLeftAlone_AndTheDayIsCountedFromRows()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using var history = new DayHistory(test, "a", null);
        await history.StoreAsync(Events.Array[100].Single());
        await history.BuildAsync();
        await test.ExecuteAsync("UPDATE site_days SET segment = set_byte(segment, 1, 99)");
        string before = await history.SegmentsAsync();
        await history.StoreAsync(new TestEvent { At = Centres[0] });

        await history.BuildAsync();

        Assert.Equal(before, await history.SegmentsAsync());
        await history.AssertExactAsync();
    }

    [Fact]
    public async Task SiteThatGetsAnotherTimeZone_IsCountedAnew()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using var history = new DayHistory(test, "a", null);
        await history.StoreAsync(Events.Array[100].Single());
        await history.BuildAsync();
        await history.AssertExactAsync("UTC");

        await history.MoveAsync("Asia/Tokyo");
        await history.AssertExactAsync();
        await history.BuildAsync();

        await history.AssertExactAsync();
        Assert.Equal(0, await test.ScalarAsync<long>("SELECT count(*) FROM site_days WHERE time_zone <> 'Asia/Tokyo'"));
        Assert.Equal(1, await test.ScalarAsync<long>("SELECT count(*) FROM site_segments"));
    }

    [Fact]
    public async Task AStepThatIsCutShort_ChangesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        using var history = new DayHistory(test, "a", null);
        await history.StoreAsync(Events.Array[100].Single());
        await using (SegmentMerge? step = await SegmentMerge.BeginAsync(test.Database, "a", "UTC", CancellationToken.None))
        {
            using var cut = new CancellationTokenSource();
            await cut.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step!.AddCommitsAsync(cut.Token));
        }

        await history.AssertExactAsync();
        await history.BuildAsync();
        await history.AssertExactAsync();
    }

    /// <summary>Drops all segments, and builds them from the rows.</summary>
    private static async Task AssertComesBackAsync(TestStore test, DayHistory history, string site)
    {
        await history.BuildAsync();
        string merged = await history.SegmentsAsync();
        await test.ExecuteAsync($"UPDATE site_days SET segment = NULL WHERE site_id = '{site}'");
        await history.AssertExactAsync();
        await history.BuildAsync();
        Assert.Equal(merged, await history.SegmentsAsync());
        await test.ExecuteAsync($"DELETE FROM site_days WHERE site_id = '{site}'; DELETE FROM site_segments WHERE site_id = '{site}'");
        await history.BuildAsync();
        Assert.Equal(merged, await history.SegmentsAsync());
        await history.AssertExactAsync();
    }

    private static Dictionary<EventField, string> Details(int who, bool isBot)
    {
        var details = new Dictionary<EventField, string> { [EventField.Hostname] = "a.example" };
        if (who is 2 or 3)
        {
            details[EventField.Visitor] = who == 2 ? "00000000000000ff" : "ff00000000000000";
        }

        if (isBot)
        {
            details[EventField.Bot] = "pattern:test";
        }

        return details;
    }
}
