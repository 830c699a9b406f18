using CsCheck;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Store;
using Npgsql;

namespace Footfall.Stats;

public sealed class RollUpTests(PostgresFixture postgres)
{
    private const string Site = "a";

    private static readonly DateOnly Day = DateOnly.FromDateTime(TestEvent.Noon);

    private static readonly Gen<TestEvent> Events =
        from type in Gen.Frequency((3, "page_view"), (1, "click"))
        from path in Gen.OneOf("/", "/a", "/A", "", null)
        from user in Gen.OneOf("u1", "u2", "u3", "u4", "", null)
        from hours in Gen.Int[-36, 36]
        from isBot in Gen.Frequency((4, false), (1, true))
        select (isBot ? TestEvent.Bot : new TestEvent()) with { EventType = type, Path = path, UserId = user, At = Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(hours) };

    [Fact]
    public async Task Answer_AfterAnyCommitsAndRollUps_EqualsANaiveCount()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        int sites = 0;
        Gen<(TestEvent[] Events, bool IsSummed)[]> steps = Gen.Select(Events.Array[0, 20], Gen.Bool).Array[1, 6];
        await steps.SampleAsync(
            async commits =>
            {
                string site = $"site-{Interlocked.Increment(ref sites)}";
                var all = new List<TestEvent>();
                foreach ((TestEvent[] events, bool isSummed) in commits)
                {
                    await StoreAsync(test, events, site);
                    all.AddRange(events);
                    if (isSummed)
                    {
                        await SiteRollUp.RunAsync(test.Database, site, CancellationToken.None);
                    }

                    await AssertExactAsync(reader, site, all);
                }
            },
            iter: 25,
            threads: 1);
    }

    /// <summary>Older versions stored and counted empty users and paths as they came.</summary>
    [Fact]
    public async Task EmptyUsersAndPaths_OfOlderVersions_AreNone()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        TestEvent[] events = [new() { UserId = "u", Path = "/" }, new() { UserId = "", Path = "" }, new() { UserId = "", Path = "" }];
        await StoreAsync(test, events);
        await test.ExecuteAsync("UPDATE events SET user_id = '', path = '' WHERE user_id IS NULL");
        await AssertExactAsync(reader, Site, [.. events]);

        await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);
        await AssertExactAsync(reader, Site, [.. events]);

        await test.ExecuteAsync("""
            INSERT INTO rollup_users SELECT site_id, event_date, '' FROM rollup_users WHERE user_id = 'u';
            UPDATE rollup_days SET users = users + 1;
            INSERT INTO rollup_paths SELECT site_id, event_date, sha256(''), '', 2 FROM rollup_paths
            """);
        await AssertExactAsync(reader, Site, [.. events]);
    }

    [Fact]
    public async Task RollUp_WithoutNewEvents_ChangesNothing()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await StoreAsync(test, [new TestEvent(), new TestEvent { UserId = "b" }]);
        await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);
        string once = await SumsAsync(test);

        await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);

        Assert.Equal(once, await SumsAsync(test));
    }

    [Fact]
    public async Task EventsOfAClockThatSteppedBack_AreCountedOnce()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        var all = new List<TestEvent> { new() { UserId = "before" } };
        await StoreAsync(test, [.. all]);
        await test.ExecuteAsync("""
            UPDATE site_state SET last_committed_at = last_committed_at + interval '1 hour';
            UPDATE events SET created_at = created_at + interval '1 hour'
            """);
        await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);

        for (int commit = 0; commit < 3; commit++)
        {
            TestEvent after = new() { UserId = $"after-{commit}" };
            await StoreAsync(test, [after]);
            all.Add(after);
            await AssertExactAsync(reader, Site, all);
            await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);
            await AssertExactAsync(reader, Site, all);
        }
    }

    [Fact]
    public async Task SiteWithManyEvents_IsExactBeforeAndAfterEachRollUp()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        var all = new List<TestEvent>();
        foreach (int events in new[] { 700, 300, 1, 998, 1, 1, 2500, 1 })
        {
            TestEvent[] commit = [.. Enumerable.Range(all.Count, events).Select(i => new TestEvent { UserId = $"{i % 777}", Path = $"/{i % 20}" })];
            await StoreAsync(test, commit);
            all.AddRange(commit);
            await AssertExactAsync(reader, Site, all);
            await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);
            await AssertExactAsync(reader, Site, all);
        }
    }

    [Fact]
    public async Task RollUpsCommitsAndQuestionsAtTheSameTime_StayExact()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        const int Commits = 60;
        const int EventsPerCommit = 7;
        using var done = new CancellationTokenSource();
        int summed = 0;
        Task[] summing = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                try
                {
                    await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);
                    Interlocked.Increment(ref summed);
                }
                catch (PostgresException e) when (SiteRollUp.IsDoneByAnother(e))
                {
                }
            }
        }))];
        Task asking = Task.Run(async () =>
        {
            long last = 0;
            while (!done.IsCancellationRequested)
            {
                SiteStats stats = (await reader.ReadAsync(Site, null)).Stats;
                Assert.True(stats.TotalViews >= last, $"{stats.TotalViews} views after {last}.");
                Assert.True(stats.TotalViews % EventsPerCommit == 0, $"{stats.TotalViews} views are not those of whole commits.");
                Assert.Equal(stats.TotalViews, stats.UniqueUsers);
                last = stats.TotalViews;
            }
        });

        var all = new List<TestEvent>();
        for (int commit = 0; commit < Commits; commit++)
        {
            TestEvent[] events = [.. Enumerable.Range(0, EventsPerCommit).Select(i => new TestEvent { UserId = $"{commit}-{i}" })];
            await StoreAsync(test, events);
            all.AddRange(events);
        }

        await done.CancelAsync();
        await Task.WhenAll([.. summing, asking]).WithinLimitAsync();
        Assert.NotEqual(0, summed);
        await AssertExactAsync(reader, Site, all);
    }

    [Fact]
    public async Task RollUpThatFailsHalfway_LeavesTheSumsAsTheyWere()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        StatsReader reader = Reader(test);
        TestEvent[] events = [new TestEvent(), new TestEvent { UserId = "b", Path = "/b" }];
        await StoreAsync(test, events);
        await test.ExecuteAsync("""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON rollup_users EXECUTE FUNCTION fail();
            """);
        await Assert.ThrowsAsync<PostgresException>(() => SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None));
        await AssertExactAsync(reader, Site, events);

        await test.ExecuteAsync("DROP TRIGGER fail ON rollup_users");
        await SiteRollUp.RunAsync(test.Database, Site, CancellationToken.None);

        await AssertExactAsync(reader, Site, events);
    }

    [Fact]
    public async Task LongestTexts_AreSummedUp()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        string site = Incompressible(255);
        TestEvent[] events = [new TestEvent { Path = Incompressible(1000), UserId = Incompressible(255) }];
        await StoreAsync(test, events, site);

        await SiteRollUp.RunAsync(test.Database, site, CancellationToken.None);

        await AssertExactAsync(Reader(test), site, events);
    }

    [Fact]
    public async Task Site_IsSummedUpWheneverItsEventsPassAMultipleOfTheSetting()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        test.RollUpOptions.Events = 10;
        await test.RollUps.StartAsync(CancellationToken.None);
        foreach (int stored in new[] { 9, 18, 27 })
        {
            await StoreAsync(test, [.. Enumerable.Repeat(new TestEvent(), 9)]);
            if (stored > 10)
            {
                await SummedAsync(test, stored);
            }
        }

        await test.RollUps.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task SiteThatNoCommitMadeDue_IsSummedUpWhenAQuestionFindsItBehind()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await StoreAsync(test, [.. Enumerable.Repeat(new TestEvent(), 19)]);
        test.RollUpOptions.Events = 10;
        StatsReader reader = Reader(test);
        await test.RollUps.StartAsync(CancellationToken.None);
        await reader.ReadAsync(Site, null);
        await StoreAsync(test, [new TestEvent()], "other");
        await StoreAsync(test, [.. Enumerable.Repeat(new TestEvent(), 9)], "other");
        await SummedAsync(test, 10, "other"); // so the first question had nothing done
        Assert.Equal(0, await test.ScalarAsync<long>($"SELECT count(*) FROM site_rollups WHERE site_id = '{Site}'"));

        test.RollUpOptions.Events = 9;
        await reader.ReadAsync(Site, Day);

        await SummedAsync(test, 19);
        await test.RollUps.StopAsync(CancellationToken.None);
    }

    private static StatsReader Reader(TestStore test)
    {
        test.Availability.Open();
        return new StatsReader(test.Queries, test.RollUps, test.Days);
    }

    private static async Task StoreAsync(TestStore test, TestEvent[] events, string site = Site)
    {
        SiteBatch batch = TestStore.Batch(site, await test.LoadAsync(site), events);
        Assert.Equal([CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), batch));
    }

    private static async Task AssertExactAsync(StatsReader reader, string site, IReadOnlyCollection<TestEvent> events)
    {
        foreach (DateOnly? day in new DateOnly?[] { null, Day.AddDays(-1), Day, Day.AddDays(1) })
        {
            SiteStats expected = NaiveStats.Of(site, day, events);
            SiteStats actual = (await reader.ReadAsync(site, day)).Stats;
            Assert.Equal(expected.TopPaths, actual.TopPaths);
            Assert.Equal(expected with { TopPaths = actual.TopPaths }, actual);
        }
    }

    private static async Task SummedAsync(TestStore test, long events, string site = Site)
    {
        async Task WaitAsync()
        {
            while (await test.ScalarAsync<long>($"SELECT coalesce(max(events), 0) FROM site_rollups WHERE site_id = '{site}'") != events)
            {
                await Task.Yield();
            }
        }

        await WaitAsync().WithinLimitAsync();
    }

    private static Task<string> SumsAsync(TestStore test) => test.ScalarAsync<string>("""
        SELECT concat(
            (SELECT json_agg(s ORDER BY s.site_id) FROM site_rollups s), (SELECT json_agg(d ORDER BY d.event_date) FROM rollup_days d),
            (SELECT json_agg(p ORDER BY p.event_date) FROM rollup_paths p), (SELECT json_agg(u ORDER BY u.event_date, u.user_id) FROM rollup_users u))
        """);

    /// <summary>Returns a text of that many characters, each three bytes that have little to do with the ones before.</summary>
    private static string Incompressible(int length)
    {
        var random = new Random(length);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('\u4e00', '\u9fff')));
    }
}
