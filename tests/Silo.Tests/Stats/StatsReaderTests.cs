using CsCheck;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Store;

namespace Footfall.Stats;

public sealed class StatsReaderTests(PostgresFixture postgres)
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(TestEvent.Noon);

    /// <summary>Few values, so that they coincide; some whose sort order differs from their looks.</summary>
    private static readonly Gen<TestEvent> Events =
        from type in Gen.Frequency((3, "page_view"), (1, "click"), (1, "Page_View"))
        from path in Gen.OneOf("/", "/a", "/A", "/ä", "/z", "/\uffff", "/🦶", "", null)
        from user in Gen.OneOf("u1", "u2", "U1", "", null)
        from hours in Gen.Int[-36, 36]
        select new TestEvent { EventType = type, Path = path, UserId = user, At = Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(hours) };

    [Fact]
    public async Task Answer_OnAnyEvents_EqualsANaiveCount()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        int sites = 0;
        await Events.Array[0, 60].SampleAsync(
            async events =>
            {
                string site = $"site-{Interlocked.Increment(ref sites)}";
                SiteBatch batch = TestStore.Batch(site, await test.LoadAsync(site), events);
                await test.RunWorkerAsync(new EventStoreOptions(), batch);

                AssertSame(NaiveStats.Of(site, null, events), batch.FencingToken, await reader.ReadAsync(site, null));
                AssertSame(NaiveStats.Of(site, Day, events), batch.FencingToken, await reader.ReadAsync(site, Day));
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public async Task Day_BeginsAndEndsAtUtcMidnight()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync($"ALTER DATABASE {test.Settings.Database} SET timezone = 'America/Los_Angeles'");
        DateTime midnight = Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        TimeSpan tick = TimeSpan.FromMicroseconds(1);
        await StoreAsync(test, [.. new[] { midnight - tick, midnight, midnight.AddDays(1) - tick, midnight.AddDays(1) }
            .Select((at, i) => new TestEvent { Path = "/" + i, At = at })]);

        StoredStats answer = await Reader(test).ReadAsync("a", Day);

        Assert.Equal(["/1", "/2"], answer.Stats.TopPaths.Select(top => top.Path));
        Assert.Equal(2, answer.Stats.TotalViews);
    }

    [Fact]
    public async Task TopPaths_AreTenMostViewedFirstAndTiesBytewise()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        string[] tied = ["/Z", "/a", "/b", "/z", "/é", "/€", "/\uffff", "/🦶", "/🦷", "/ä"];
        await StoreAsync(test, [
            .. Enumerable.Repeat(new TestEvent { Path = "/most" }, 3),
            .. tied.SelectMany(path => Enumerable.Repeat(new TestEvent { Path = path }, 2)),
            new TestEvent { Path = "/ least" },
            .. Enumerable.Repeat(new TestEvent { EventType = "click", Path = "/clicked" }, 9),
            .. Enumerable.Repeat(new TestEvent { Path = null }, 9)]);

        StoredStats answer = await Reader(test).ReadAsync("a", null);

        // In UTF-8, U+FFFF comes before the emoji, whose UTF-16 units are smaller.
        Assert.Equal(
            ["/most", "/Z", "/a", "/b", "/z", "/ä", "/é", "/€", "/\uffff", "/🦶"], answer.Stats.TopPaths.Select(top => top.Path));
        Assert.Equal([3, 2, 2, 2, 2, 2, 2, 2, 2, 2], answer.Stats.TopPaths.Select(top => top.Views));
        Assert.Equal(33, answer.Stats.TotalViews);
    }

    [Fact]
    public async Task UnknownSite_HasZerosAndNoFencingToken()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);

        AssertSame(new SiteStats("nobody", Day, 0, 0, []), null, await reader.ReadAsync("nobody", Day));
        SitePosition position = await reader.ReadPositionAsync("nobody");
        Assert.Null(position.FencingToken);
        Assert.Empty(position.Checkpoints);
    }

    [Fact]
    public async Task Site_IsToldFromOthersByItsExactBytes()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        foreach (string site in new[] { "A", "a ", "a%", "_", "ａ" })
        {
            await StoreAsync(test, [new TestEvent()], site);
        }

        Assert.Equal(0, (await Reader(test).ReadAsync("a", null)).Stats.TotalViews);
        Assert.Equal(1, (await Reader(test).ReadAsync("a ", null)).Stats.TotalViews);
    }

    [Fact]
    public async Task Position_IsThatOfTheLastCommitWithTheCheckpointsOfEveryEpoch()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        Guid committed = await StoreAsync(test, [new TestEvent()]);
        await test.ExecuteAsync("INSERT INTO site_checkpoints (site_id, epoch, last_ms, last_seq) VALUES ('a', 'other', 18446744073709551615, 7)");

        SitePosition position = await Reader(test).ReadPositionAsync("a");

        Assert.Equal(committed, position.FencingToken);
        Assert.Equal(2, position.Checkpoints.Count);
        Assert.Equal(new EntryId(1, 0), position.CheckpointOf(TestStore.Epoch));
        Assert.Equal(new EntryId(ulong.MaxValue, 7), position.CheckpointOf("other"));
        SitePosition read = (await Reader(test).ReadAsync("a", Day)).Position;
        Assert.Equal(committed, read.FencingToken);
        Assert.Equal(position.Checkpoints.OrderBy(pair => pair.Key), read.Checkpoints.OrderBy(pair => pair.Key));
    }

    private static StatsReader Reader(TestStore test)
    {
        test.Availability.Open();
        return new StatsReader(test.Queries, test.RollUps, test.Days);
    }

    private static async Task<Guid> StoreAsync(TestStore test, TestEvent[] events, string site = "a")
    {
        SiteBatch batch = TestStore.Batch(site, await test.LoadAsync(site), events);
        Assert.Equal([CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), batch));
        return batch.FencingToken;
    }

    private static void AssertSame(SiteStats expected, Guid? fencingToken, StoredStats actual)
    {
        Assert.Equal(expected.TopPaths, actual.Stats.TopPaths);
        Assert.Equal(expected with { TopPaths = actual.Stats.TopPaths }, actual.Stats);
        Assert.Equal(fencingToken, actual.Position.FencingToken);
    }
}
