using CsCheck;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Servers;
using Footfall.Wire;
using Npgsql;

namespace Footfall.Privacy;

public sealed class ErasureWorkerTests(PostgresFixture postgres)
{
    /// <summary>Negative as PostgreSQL stores it.</summary>
    private const ulong Visitor = 0xfedc_ba98_7654_3210;

    private static readonly DateTime Day = TestEvent.Noon.Date;

    private static readonly Gen<TestEvent> Events =
        from type in Gen.Frequency((3, "page_view"), (1, "click"))
        from path in Gen.OneOf("/", "/a", "/A", "", null)
        from user in Gen.OneOf("u1", "u2", "u3", "", null)
        from hours in Gen.Int[-36, 36]
        from title in Gen.OneOf("a", "b", $"of {user}", $"{hours}", null)
        from isBot in Gen.Frequency((9, false), (1, true))
        from visitor in Gen.OneOf<ulong?>(Visitor, 1, null)
        select OfVisitor(isBot ? TestEvent.Bot : Titled(title), visitor) with { EventType = type, Path = path, UserId = user, At = Day.AddHours(hours) };

    /// <summary>What may happen to a site; the erasure of a user or a visitor is more frequent than the site's.</summary>
    private enum Happening
    {
        Accept,
        Drain,
        RollUp,
        EraseFirst,
        EraseSecond,
        EraseVisitor,
        EraseSite,
        Step,
    }

    [Fact]
    public async Task WhateverHappensInBetween_WhatIsLeftIsExact()
    {
        Gen<(Happening, TestEvent[])[]> steps = Gen.Select(
            Gen.Frequency(
                (4, Happening.Accept), (4, Happening.Drain), (3, Happening.RollUp), (2, Happening.EraseFirst),
                (1, Happening.EraseSecond), (2, Happening.EraseVisitor), (1, Happening.EraseSite), (6, Happening.Step)),
            Events.Array[1, 8]).Array[3, 24];
        await using TestStore pool = await postgres.CreateStoreAsync();
        await steps.SampleAsync(
            async happenings =>
            {
                await ClearAsync(pool);
                var test = new ErasureTest(pool);
                foreach ((Happening happening, TestEvent[] events) in happenings)
                {
                    await (happening switch
                    {
                        Happening.Accept => AcceptAsync(test, events),
                        Happening.Drain => test.DrainAsync(),
                        Happening.RollUp => test.RollUpAsync(),
                        Happening.EraseFirst => test.EraseAsync("u1"),
                        Happening.EraseSecond => test.EraseAsync("u2"),
                        Happening.EraseVisitor => test.EraseVisitorAsync(Visitor),
                        Happening.EraseSite => test.EraseAsync(null),
                        _ => test.StepAsync(),
                    });
                }

                test.Accept(new TestEvent { UserId = "u1" });
                await test.FinishAsync();
                await test.AssertExactAsync(string.Join(' ', happenings.Select(item => item.Item1)));
                Assert.All(await test.ListAsync(), erasure => Assert.Equal(ErasurePhase.Done, erasure.Phase));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task ActivationThatHasNotHeardOfIt_BringsNothingBack()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(new TestEvent { UserId = "u1" }, new TestEvent { UserId = "u2" });
        SiteState stale = await test.Store.LoadAsync(ErasureTest.Site);

        await test.EraseAsync("u1");

        Assert.Equal(CommitOutcome.NotCommitted, await test.CommitAsync(stale));
        Assert.False(await test.StepAsync() && (await test.ListAsync())[0].Phase == ErasurePhase.Done);
        await test.FinishAsync();
        await test.AssertExactAsync();
        Assert.Equal(0, await test.Store.ScalarAsync<long>("SELECT count(*) FROM site_erasures WHERE user_id IS NOT NULL"));
    }

    /// <summary>A silo of an older version does not know the column, and takes an erasure without a user for one of the whole site.</summary>
    [Fact]
    public async Task OfAVisitor_IsForAnOlderSiloThatOfNobody_AndIsForgottenAtTheEnd()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(OfVisitor(new TestEvent(), Visitor) with { UserId = null }, new TestEvent { UserId = "u1" }, OfVisitor(new TestEvent(), Visitor) with { UserId = "u1" });
        await test.DrainAsync();
        await test.EraseVisitorAsync(Visitor);

        Assert.Equal(1, await test.Store.ScalarAsync<long>("SELECT count(*) FROM site_erasures WHERE length(user_id) > 255 AND visitor = -81985529216486896"));
        await test.FinishAsync();
        await test.AssertExactAsync();
        Assert.Equal((ErasureKind.Visitor, 1L), ((await test.ListAsync())[0].Kind, (await test.ListAsync())[0].Events));
        Assert.Equal(0, await test.Store.ScalarAsync<long>("SELECT count(*) FROM site_erasures WHERE user_id IS NOT NULL OR visitor IS NOT NULL"));
    }

    [Fact]
    public async Task QueuedEvents_KeepItUnfinished_UntilTheyHavePassed()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(new TestEvent { UserId = "u1" });
        await test.DrainAsync();
        test.Accept(new TestEvent { UserId = "u1" });
        await test.EraseAsync("u1");

        for (int i = 0; i < 6; i++)
        {
            await test.StepAsync();
        }

        Assert.Equal((ErasurePhase.QueuedEvents, 1L), ((await test.ListAsync())[0].Phase, (await test.ListAsync())[0].Events));
        await test.FinishAsync();
        Assert.Equal(ErasurePhase.Done, (await test.ListAsync())[0].Phase);
        await test.AssertExactAsync();
    }

    [Fact]
    public async Task StepThatFailsHalfway_IsDoneAgain()
    {
        await using ErasureTest test = await CreateAsync();
        for (int commit = 0; commit < 3; commit++)
        {
            test.Accept([.. Enumerable.Range(0, 4_000).Select(i => new TestEvent { UserId = $"u{i % 2}", Path = $"/{i % 7}" })]);
            await test.DrainAsync();
            await test.RollUpAsync();
        }

        await test.EraseAsync("u1");
        await test.StepAsync();
        await test.StepAsync();
        await test.Store.ExecuteAsync("""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$;
            CREATE TRIGGER fail BEFORE UPDATE ON site_erasures FOR EACH ROW EXECUTE FUNCTION fail();
            """);
        await Assert.ThrowsAsync<PostgresException>(test.StepAsync);
        await test.Store.ExecuteAsync("DROP TRIGGER fail ON site_erasures");

        await test.FinishAsync();

        await test.AssertExactAsync();
    }

    [Fact]
    public async Task TwoSilosAtOnce_RollUpsAndCommits_LeaveItExact()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept([.. Enumerable.Range(0, 30_000).Select(i => Titled($"{i % 11} of u{i % 10}") with { UserId = $"u{i % 10}", Path = $"/{i % 7}" })]);
        await test.DrainAsync();
        await test.EraseAsync("u1");
        await test.Store.ExecuteAsync("UPDATE site_erasures SET worked_at = '-infinity'");
        using ErasureWorker other = test.CreateErasures();
        using var done = new CancellationTokenSource();
        Task[] others =
        [
            Task.Run(async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await test.Store.ExecuteAsync("UPDATE site_erasures SET worked_at = '-infinity'");
                    await other.RunOnceAsync(CancellationToken.None);
                }
            }),
            Task.Run(async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    try
                    {
                        await test.RollUpAsync();
                    }
                    catch (PostgresException e) when (Stats.SiteRollUp.IsDoneByAnother(e))
                    {
                    }
                }
            }),
        ];
        while ((await test.ListAsync())[0].Phase != ErasurePhase.Done)
        {
            test.Accept(Titled("2 of u1") with { UserId = "u1" }, Titled("3 of u1") with { UserId = "u2" });
            while (await test.CommitAsync(await test.Store.LoadAsync(ErasureTest.Site)) != CommitOutcome.Committed)
            {
            }

            await test.StepAsync();
        }

        await done.CancelAsync();
        await Task.WhenAll(others).WithinLimitAsync();
        await test.FinishAsync();
        await test.AssertExactAsync();
    }

    [Fact]
    public async Task DeadLetters_OfTheUserGo_AndThoseOfOthersStay()
    {
        await using ErasureTest test = await CreateAsync();
        await test.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_poison CHECK (path <> '/poison')");
        await test.Store.Months.EnsureAsync([(Day.Year * 12) + Day.Month - 1], CancellationToken.None);
        test.Accept([.. Enumerable.Range(0, 150).Select(i => new TestEvent { UserId = i % 3 == 0 ? "u1" : "u2", Path = "/poison" })]);
        await test.DrainAsync();
        await test.EraseAsync("u1");

        await test.FinishAsync();

        Assert.Equal((100L, 100L), await CountDeadLettersAsync(test));
        ErasureView erasure = Assert.Single(await test.ListAsync());
        Assert.Equal((ErasurePhase.Done, 50L), (erasure.Phase, erasure.DeadLetters));
        await test.EraseAsync(null);
        await test.FinishAsync();
        Assert.Equal((0L, 0L), await CountDeadLettersAsync(test));
        Assert.Equal(150, await test.Store.ScalarAsync<long>("SELECT erased FROM site_state"));
    }

    [Fact]
    public async Task DeadLetters_OfEventsThatCameLater_Stay()
    {
        await using ErasureTest test = await CreateAsync();
        await test.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_poison CHECK (path <> '/poison')");
        test.Accept(new TestEvent { UserId = "u1", Path = "/poison" });
        await test.DrainAsync();
        await test.EraseAsync("u1");
        test.Accept(new TestEvent { UserId = "u1", Path = "/poison" }, new TestEvent { UserId = "u1" });

        await test.FinishAsync();

        Assert.Equal((1L, 1L), await CountDeadLettersAsync(test));
        Assert.Equal(1, Assert.Single(await test.ListAsync()).DeadLetters);
        Assert.Equal(1, await test.Store.ScalarAsync<long>("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task DeadLetterThatIsReplayedMeanwhile_DoesNotComeBack()
    {
        await using ErasureTest test = await CreateAsync();
        await test.Store.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT no_poison CHECK (path <> '/poison')");
        test.Accept(new TestEvent { UserId = "u1", Path = "/poison" });
        await test.DrainAsync();
        await test.Store.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT no_poison");
        await test.EraseAsync("u1");
        var deadLetters = new DeadLetterStore(test.Store.Queries);
        var replayer = new SiteDeadLetters(ErasureTest.Site, deadLetters, await test.Store.StartAsync(), new DrainOptions());

        Assert.Equal(DeadLetterOutcome.Done, await replayer.ReplayAsync(Assert.Single(await deadLetters.ListAsync(ErasureTest.Site, null, 10)).Key));

        await test.FinishAsync();
        await test.AssertExactAsync();
        await test.Store.StopAsync();
    }

    [Fact]
    public async Task WholeSite_CountsForNothing_AfterTheFirstStep()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept([.. Enumerable.Range(0, 9_000).Select(i => new TestEvent { UserId = $"u{i % 10}" })]);
        await test.DrainAsync();
        await test.RollUpAsync();
        test.Accept(new TestEvent { UserId = "queued" });
        await test.EraseAsync(null);

        await test.StepAsync();

        test.Accept(new TestEvent { UserId = "later" });
        await test.DrainAsync();
        await test.AssertStatisticsAsync();
        await test.RollUpAsync();
        await test.AssertStatisticsAsync();
        await test.FinishAsync();
        await test.AssertExactAsync();
    }

    [Fact]
    public async Task WhatIsOlderThanTheSiteKeeps_GoesOnceADay()
    {
        await using ErasureTest test = await CreateAsync();
        DateTime today = DateTime.UtcNow.Date.AddHours(12);
        TestEvent[] events = [.. Enumerable.Range(0, 3_000).Select(i => new TestEvent { UserId = $"u{i % 40}", Path = $"/{i % 5}", At = today.AddDays(-(i % 40)) })];
        test.Accept(events);
        await test.DrainAsync();
        await test.RollUpAsync();
        await test.KeepAsync(30);
        await test.StartRetentionAsync();
        Assert.Equal(ErasureKind.Retention, Assert.Single(await test.ListAsync()).Kind);

        await test.FinishAsync();

        DateOnly kept = DateOnly.FromDateTime(today).AddDays(-30);
        test.Alive.RemoveAll(item => DateOnly.FromDateTime(item.At) < kept);
        await test.AssertExactAsync();
        RetentionView retention = await test.RetentionAsync();
        Assert.Equal((30, kept, (long)(test.Received - test.Alive.Count)), (retention.Days, retention.KeptFrom, retention.Events));
        Assert.Empty(await test.ListAsync());

        await test.StartRetentionAsync();
        Assert.Empty(await test.ListAsync());
        await test.Store.ExecuteAsync("UPDATE site_retention SET started_for = started_for - 1");
        await test.StartRetentionAsync();
        Assert.Single(await test.ListAsync());
    }

    [Fact]
    public async Task Retention_ThatBecomesShorter_IsHeldAtOnce_AlsoOfASiteThatIsRegisteredNoMore()
    {
        await using ErasureTest test = await CreateAsync();
        DateTime today = DateTime.UtcNow.Date.AddHours(12);
        test.Accept([.. Enumerable.Range(0, 20).Select(i => new TestEvent { UserId = $"u{i}", At = today.AddDays(-i) })]);
        await test.DrainAsync();
        foreach (int days in new[] { 15, 5 })
        {
            await test.KeepAsync(days);
            await test.Store.ExecuteAsync("UPDATE registered_sites SET removed_at = now()");
            await test.StartRetentionAsync();
            await test.FinishAsync();
            test.Alive.RemoveAll(item => item.At < today.Date.AddDays(-days));
            await test.AssertExactAsync();
        }
    }

    [Fact]
    public async Task Retention_OfManySites_IsBegunOnceByTwoSilos()
    {
        await using ErasureTest test = await CreateAsync();
        using ErasureWorker other = test.CreateErasures();
        await test.Store.ExecuteAsync("""
            INSERT INTO registered_sites (site_id, name, time_zone, origins, retention_days, needs_write_key, version)
            SELECT 's' || i, '', 'UTC', '{}', 10, false, 1 FROM generate_series(1, 500) i;
            INSERT INTO site_state (site_id, commit_id) SELECT 's' || i, gen_random_uuid() FROM generate_series(1, 500) i
            """);

        await Task.WhenAll(test.StartRetentionAsync(), other.StartRetentionAsync(isSignaled: true, CancellationToken.None));

        Assert.Equal(500, await test.Store.ScalarAsync<long>("SELECT count(*) FROM site_erasures"));
    }

    [Fact]
    public async Task Retention_WithOldEventsThatComeMeanwhile_StaysExact()
    {
        await using ErasureTest test = await CreateAsync();
        DateTime old = DateTime.UtcNow.Date.AddDays(-10);
        test.Accept([.. Enumerable.Range(0, 200).Select(i => new TestEvent { UserId = $"u{i % 4}", At = old.AddDays(i % 12) })]);
        await test.DrainAsync();
        await test.RollUpAsync();
        await test.KeepAsync(5);
        await test.StartRetentionAsync();
        await test.StepAsync();
        var late = new TestEvent { UserId = "u1", At = old };
        test.Accept(late, new TestEvent { UserId = "late", At = old });
        await test.DrainAsync();
        await test.RollUpAsync();

        await test.FinishAsync();

        test.Alive.RemoveAll(item => item.At < DateTime.UtcNow.Date.AddDays(-5) && item.UserId != "late" && !ReferenceEquals(item, late));
        await test.AssertExactAsync();
    }

    [Fact]
    public async Task WithoutRetention_NothingGoes()
    {
        await using ErasureTest test = await CreateAsync();
        test.Accept(new TestEvent { At = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        await test.DrainAsync();
        await test.KeepAsync(1);
        await test.KeepAsync(null);

        await test.StartRetentionAsync();
        await test.FinishAsync();

        await test.AssertExactAsync();
        Assert.Null((await test.RetentionAsync()).Days);
    }

    private static TestEvent Titled(string? title) =>
        title is null ? new TestEvent() : new TestEvent { Other = new Dictionary<EventField, string> { [EventField.Title] = title } };

    private static TestEvent OfVisitor(TestEvent item, ulong? visitor) => visitor is null ? item : item with
    {
        Other = new Dictionary<EventField, string>(item.Other) { [EventField.Visitor] = VisitorText.Of(visitor.Value) },
    };

    private async Task<ErasureTest> CreateAsync() => new(await postgres.CreateStoreAsync());

    private static Task AcceptAsync(ErasureTest test, TestEvent[] events)
    {
        test.Accept(events);
        return Task.CompletedTask;
    }

    private static async Task<(long Dead, long Letters)> CountDeadLettersAsync(ErasureTest test)
    {
        (_, long dead, _, long deadLetters) = await test.Store.CountsAsync(ErasureTest.Site);
        return (dead, deadLetters);
    }

    private static Task ClearAsync(TestStore store) => store.ExecuteAsync(
        """
        TRUNCATE site_state, site_checkpoints, site_segments, site_days, registered_sites, site_erasures, site_retention, site_rollups, rollup_days, rollup_paths, rollup_users, dead_letters, event_ids, event_attributes, events
        """);
}
