using System.Globalization;
using System.Text;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;
using Footfall.Wire;
using Npgsql;

namespace Footfall.Store;

/// <summary>The fields of an event without a text column: what is stored resolves to exactly what was queued.</summary>
public sealed class StoredDetailTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Fields_AreStoredInTheirColumnsAndSets()
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await DrainAsync(test, new TestEvent
        {
            Other = new Dictionary<EventField, string>
            {
                [EventField.Visitor] = "fedcba9876543210",
                [EventField.Title] = "Größe",
                [EventField.Bot] = "agent:crawler",
                [EventField.Props] = """{"plan":"\u00e9"}""",
                [EventField.Revenue] = "-12.5 EUR",
                [EventField.EngagedMs] = "86399999",
                [EventField.Scroll] = "100",
                [EventField.ScreenWidth] = "0",
            },
        });

        Assert.Equal(
            "-81985529216486896 1 2 3 86399999 0 100 t -12500 EUR",
            await test.ScalarAsync<string>("SELECT concat_ws(' ', visitor, page, origin, client, props, engaged_ms, screen_width, scroll, is_bot, revenue, currency) FROM events"));
        Assert.Equal(
            """1 {"title":"Größe"} {"bot":"agent:crawler"} {"props":{"plan":"\u00e9"}}""",
            await test.ScalarAsync<string>("SELECT first_id || ' ' || array_to_string(sets, ' ') FROM event_attributes"));
        Assert.Equal("é", await test.ScalarAsync<string>("SELECT sets[3]::jsonb #>> '{props,plan}' FROM event_attributes"));
        Assert.Equal(4, await test.ScalarAsync<int>("SELECT next_attributes FROM site_state"));
    }

    [Fact]
    public async Task Visitor_OfAnEventWithAUser_IsNotStored()
    {
        await using TestStore test = await postgres.CreateStoreAsync();

        await DrainAsync(test, new TestEvent { UserId = "u", Other = new Dictionary<EventField, string> { [EventField.Visitor] = "fedcba9876543210" } });

        Assert.Equal(1, await test.ScalarAsync<long>("SELECT count(*) FROM events WHERE visitor IS NULL"));
    }

    [Fact]
    public async Task Events_WithoutDetails_AreStoredBesideOnesWithThem()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var titled = new TestEvent { Other = new Dictionary<EventField, string> { [EventField.Title] = "t" } };

        await test.RunWorkerAsync(
            new EventStoreOptions(),
            await BatchAsync(test, "a", [new TestEvent()]),
            await BatchAsync(test, "b", [new TestEvent(), titled, titled, new TestEvent()]),
            await BatchAsync(test, "c", [titled]));

        Assert.Equal("a null, b null, b 1, b 1, b null, c 1", await test.ScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', site_id, coalesce(page::text, 'null')), ', ' ORDER BY site_id, id) FROM events"));
        Assert.Equal("b 1 1, c 1 1", await test.ScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', site_id, first_id, cardinality(sets)), ', ' ORDER BY site_id) FROM event_attributes"));
    }

    [Fact]
    public async Task Set_StoredBefore_KeepsItsNumberAlsoInAnotherSilo()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        TestEvent[] titles = [.. Enumerable.Range(0, 10).Select(i => new TestEvent { Other = new Dictionary<EventField, string> { [EventField.Title] = "t" + (i / 2) } })];

        await DrainAsync(test, titles[..3]);
        await DrainAsync(test, titles);
        await DrainAsync(test, titles[5..]);

        Assert.Equal(5, await test.ScalarAsync<long>("SELECT sum(cardinality(sets)) FROM event_attributes"));
        Assert.Equal(6, await test.ScalarAsync<int>("SELECT next_attributes FROM site_state"));
    }

    [Fact]
    public async Task Load_ReturnsTheSetsOfTheLatestNumbersOnly()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        for (int i = 0; i < 5; i++)
        {
            await DrainAsync(test, new TestEvent { Other = new Dictionary<EventField, string> { [EventField.Title] = $"a{i}", [EventField.Browser] = $"b{i}" } });
        }

        await test.ExecuteAsync("UPDATE event_attributes SET sets[1] = NULL WHERE first_id = 9; INSERT INTO site_state (site_id, commit_id) VALUES ('b', gen_random_uuid())");
        await using var attributes = new EventAttributes(test.Database, test.Availability);
        Task<StoredAttributes> ofB = attributes.LoadAsync("b", 4);

        StoredAttributes stored = await attributes.LoadAsync("a", 4);

        Assert.Equal(11, stored.Next);
        Assert.Equal([7, 9], stored.Latest.Select(range => range.FirstId));
        Assert.Equal([null, """{"browser":"b4"}"""], stored.Latest[1].Sets);
        Assert.Equal((1, 0), ((await ofB).Next, (await ofB).Latest.Count));
    }

    /// <summary>
    /// Random events in random entries, some refused by a CHECK of the table, some with ids sent twice; batches are drained by the same
    /// activation, by one that starts anew, and by one with an outdated fencing token; dead letters are replayed.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task WhatIsStored_ResolvesToWhatWasQueued(int seed)
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await test.ExecuteAsync("ALTER TABLE events ADD CONSTRAINT poison CHECK (path NOT LIKE '/poison%')");
        var random = new Random(seed);
        var expected = new List<string>();
        AttributeSets? sets = null;
        for (int commit = 0, number = 0; commit < 30; commit++)
        {
            TestEvent[] events = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => RandomEvents.Next(random) with
            {
                Path = (random.Next(8) == 0 ? "/poison" : "/") + ++number,
                EventId = random.Next(6) == 0 ? "id " + random.Next(20) : null,
            })];
            SiteState state = await test.LoadAsync("a");
            sets = random.Next(3) == 0 || sets is null ? await test.LoadAttributesAsync("a") : sets;
            await using var ids = new EventIds(test.Database, test.Availability);
            var window = new DuplicateWindow(TimeSpan.FromDays(1), 1000);
            foreach (RegisteredIds known in await ids.LoadAsync("a", TimeSpan.FromDays(1), 1000))
            {
                window.Add(known);
            }

            bool isStale = random.Next(5) == 0;
            SiteBatch batch = Batch("a", isStale ? state with { FencingToken = Guid.NewGuid() } : state, events, window, sets, random);
            Assert.Equal([isStale ? CommitOutcome.NotCommitted : CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), batch));
            if (isStale)
            {
                sets = null;
                continue;
            }

            expected.AddRange(RowsOf(batch));
        }

        await test.ExecuteAsync("ALTER TABLE events DROP CONSTRAINT poison");
        EventStore store = await test.StartAsync();
        var deadLetters = new DeadLetterStore(test.Queries);
        var site = new SiteDeadLetters("a", deadLetters, store, new DrainOptions());
        foreach (StoredDeadLetter deadLetter in await deadLetters.ListAsync("a", null, 1000))
        {
            Assert.Equal(DeadLetterOutcome.Done, await site.ReplayAsync(deadLetter.Key));
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), (await ReadAsync(test)).Order(StringComparer.Ordinal));
        Assert.Equal(0, await test.ScalarAsync<long>("SELECT count(*) FROM event_attributes a, unnest(a.sets) s WHERE (s::jsonb) IS NULL"));
        Assert.Equal(
            await test.ScalarAsync<long>("SELECT sum(cardinality(sets)) FROM event_attributes"),
            await test.ScalarAsync<int>("SELECT next_attributes - 1 FROM site_state"));
    }

    private static async Task DrainAsync(TestStore test, params TestEvent[] events) => Assert.Equal(
        [CommitOutcome.Committed], await test.RunWorkerAsync(new EventStoreOptions(), await BatchAsync(test, "a", events)));

    private static async Task<SiteBatch> BatchAsync(TestStore test, string siteId, TestEvent[] events) =>
        Batch(siteId, await test.LoadAsync(siteId), events, new DuplicateWindow(TimeSpan.FromDays(1), 1000), await test.LoadAttributesAsync(siteId), new Random(1));

    private static SiteBatch Batch(string siteId, SiteState state, TestEvent[] events, DuplicateWindow window, AttributeSets sets, Random random)
    {
        var entries = new List<QueuedEntry>();
        for (int i = 0; i < events.Length;)
        {
            TestEvent[] some = [.. events.Skip(i).Take(random.Next(1, 5))];
            entries.Add(new QueuedEntry(new EntryId(state.Checkpoint.Ms + 1, (ulong)i), some.Length, TestEvent.Entry(some)));
            i += some.Length;
        }

        return ChunkDecoder.Decode(entries).ToBatch(siteId, TestStore.Epoch, state.FencingToken, window, sets);
    }

    /// <summary>Returns the batch's rows as text, from the queued bytes.</summary>
    private static List<string> RowsOf(SiteBatch batch)
    {
        var rows = new List<string>();
        var text = new AttributeText();
        foreach (BatchEntry entry in batch.Entries)
        {
            var reader = new EntryReader(entry.Bytes.Span);
            for (int index = 0; reader.TryRead(out EventView view); index++)
            {
                if (entry.LeftOut?.Contains(index) == true)
                {
                    continue;
                }

                var values = new List<string?> { Value(view, EventField.Path), Value(view, EventField.UserId) };
                foreach (AttributeGroup group in EventSchema.Groups)
                {
                    values.Add(Encoding.UTF8.GetString(text.Write(view, group)));
                }

                string visitor = Value(view, EventField.Visitor);
                values.Add(view.Has(EventField.UserId) || visitor == "" ? "" : unchecked((long)ulong.Parse(visitor, NumberStyles.HexNumber)).ToString());
                values.AddRange([Value(view, EventField.EngagedMs), Value(view, EventField.ScreenWidth), Value(view, EventField.Scroll)]);
                values.Add(view.Has(EventField.Bot) ? "true" : "");
                values.Add(Revenue.TryParse(view[EventField.Revenue], out long amount, out ReadOnlySpan<byte> currency) ? $"{amount} {Encoding.UTF8.GetString(currency)}" : "");
                rows.Add(string.Join('|', values));
            }
        }

        return rows;
    }

    private static string Value(in EventView view, EventField field) => Encoding.UTF8.GetString(view[field]);

    private static async Task<List<string>> ReadAsync(TestStore test)
    {
        await using NpgsqlCommand command = test.Sql.CreateCommand(
            """
            SELECT concat(
                path, '|', user_id, '|', s.sets[1], '|', s.sets[2], '|', s.sets[3], '|', s.sets[4], '|', visitor, '|', engaged_ms, '|', screen_width, '|',
                scroll, '|', CASE WHEN is_bot THEN 'true' END, '|', revenue || ' ' || currency)
            FROM events e
            CROSS JOIN LATERAL (
                SELECT array_agg(a.sets[i.id - a.first_id + 1] ORDER BY i.n) AS sets
                FROM unnest(ARRAY[page, origin, client, props]) WITH ORDINALITY AS i (id, n)
                LEFT JOIN event_attributes a ON a.site_id = e.site_id AND i.id >= a.first_id AND i.id < a.first_id + cardinality(a.sets)
            ) s
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
