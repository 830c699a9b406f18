using System.Text.Json;
using Footfall.Servers;
using Footfall.Wire;

namespace Footfall.Privacy;

public sealed class UserEventsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Events_OfAUser_HaveAllThatIsStored()
    {
        await using var test = new ErasureTest(await postgres.CreateStoreAsync());
        test.Accept(
            new TestEvent { UserId = "u1", Path = "/none" },
            new TestEvent { UserId = "u2", Other = new Dictionary<EventField, string> { [EventField.Title] = "other" } },
            new TestEvent
            {
                UserId = "u1",
                Path = "/all",
                Other = new Dictionary<EventField, string>
                {
                    [EventField.Hostname] = "a.example",
                    [EventField.Title] = "\"Größe\"\n",
                    [EventField.UtmTerm] = "t",
                    [EventField.Browser] = "B",
                    [EventField.City] = "Köln",
                    [EventField.Props] = """{"plan":"\u00e9","n":1.50}""",
                    [EventField.Revenue] = "-12.99 EUR",
                    [EventField.EngagedMs] = "15000",
                    [EventField.Scroll] = "80",
                    [EventField.ScreenWidth] = "1280",
                },
            });
        await test.DrainAsync();
        test.Accept(new TestEvent { UserId = "u1", Path = "/later", Other = new Dictionary<EventField, string> { [EventField.Scroll] = "0", [EventField.City] = "Köln" } });
        await test.DrainAsync();
        var events = new UserEvents(test.Store.Queries, TimeProvider.System);

        UserEventPage page = await events.ReadAsync(ErasureTest.Site, EventOwner.OfUser("u1"), await events.BeginAsync(ErasureTest.Site));

        Assert.Null(page.Next);
        Assert.Equal(["/none", "/all", "/later"], page.Events.Select(item => item.Path));
        Assert.Null(page.Events[0].Attributes);
        Assert.Equal(
            """{"hostname":"a.example","title":"\"Größe\"\u000a","utm_term":"t","browser":"B","city":"Köln","props":{"plan":"\u00e9","n":1.50},"revenue":{"amount":-12.99,"currency":"EUR"},"engaged_ms":15000,"scroll":80,"screen_width":1280}""",
            page.Events[1].Attributes);
        Assert.Equal("""{"city":"Köln","scroll":0}""", page.Events[2].Attributes);
        Assert.All(page.Events.Skip(1), item => JsonDocument.Parse(item.Attributes!));
    }

    [Fact]
    public async Task Events_OfAVisitor_AreThoseWithoutAUser()
    {
        await using var test = new ErasureTest(await postgres.CreateStoreAsync());
        var visitor = new Dictionary<EventField, string> { [EventField.Visitor] = VisitorText.Of(ulong.MaxValue) };
        test.Accept(
            new TestEvent { UserId = null, Path = "/own", Other = visitor },
            new TestEvent { UserId = "u1", Path = "/of a user", Other = visitor },
            new TestEvent { UserId = null, Path = "/of another", Other = new Dictionary<EventField, string> { [EventField.Visitor] = VisitorText.Of(1) } },
            new TestEvent { UserId = null, Path = "/of nobody" });
        await test.DrainAsync();
        var events = new UserEvents(test.Store.Queries, TimeProvider.System);

        UserEventPage page = await events.ReadAsync(ErasureTest.Site, EventOwner.OfVisitor(ulong.MaxValue), await events.BeginAsync(ErasureTest.Site));

        Assert.Equal("/own", Assert.Single(page.Events).Path);
    }

    [Fact]
    public async Task Pages_OfLargeEvents_StaySmall()
    {
        await using var test = new ErasureTest(await postgres.CreateStoreAsync());
        for (int commit = 0; commit < 4; commit++)
        {
            test.Accept([.. Enumerable.Range(0, 1_000).Select(i => new TestEvent
            {
                UserId = i % 10 == 0 ? "u1" : "u2",
                Other = new Dictionary<EventField, string> { [EventField.Props] = $$"""{"a":"{{new string('x', i % 10 == 0 ? 10_000 : 0)}}{{i}}"}""" },
            })]);
            await test.DrainAsync();
        }

        var events = new UserEvents(test.Store.Queries, TimeProvider.System);
        int pages = 0;
        int read = 0;
        for (UserEventCursor? cursor = await events.BeginAsync(ErasureTest.Site); cursor is not null; pages++)
        {
            UserEventPage page = await events.ReadAsync(ErasureTest.Site, EventOwner.OfUser("u1"), cursor);
            Assert.InRange(page.Events.Sum(item => item.Attributes!.Length), 0, 3_100_000);
            read += page.Events.Length;
            cursor = page.Next;
        }

        Assert.Equal(400, read);
        Assert.InRange(pages, 2, 5);
    }
}
