using System.Text;
using Footfall.Wire;

namespace Footfall.Drain;

public sealed class AttributeSetsTests
{
    [Fact]
    public void Sets_GetConsecutiveNumbersAndKeepThem()
    {
        var sets = new AttributeSets(7);
        var added = new List<string>();

        Assert.Equal([7, 8, 7, 9, 8], new[] { "a", "b", "a", "c", "b" }.Select(text => Assign(sets, text, added)));
        Assert.Equal(["a", "b", "c"], added);
        Assert.Equal(10, sets.Next);
    }

    [Fact]
    public void Sets_InUse_OutlastThoseThatAreForgotten()
    {
        var sets = new AttributeSets(1, size: 4);
        var added = new List<string>();
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(1, Assign(sets, "often", added));
            Assign(sets, "once " + i, added);
            sets.Trim();
            Assert.InRange(sets.Count, 0, 8);
        }

        Assert.Equal(41, added.Count);
        Assert.Equal(42, Assign(sets, "once 0", added));
        Assert.Equal(41, Assign(sets, "once 39", added));
    }

    [Fact]
    public void Sets_ThatWereLoaded_KeepTheirNumbersAndRemovedOnesGetNew()
    {
        var sets = AttributeSets.Of(new StoredAttributes(9, [new AttributeRange(2, ["a", null, "ü"]), new AttributeRange(5, ["b"])]));
        var added = new List<string>();

        Assert.Equal([2, 4, 5, 9], new[] { "a", "ü", "b", "c" }.Select(text => Assign(sets, text, added)));
        Assert.Equal(["c"], added);
    }

    [Fact]
    public void Numbers_ThatAreUsedUp_AreNone()
    {
        var sets = new AttributeSets(int.MaxValue - 1);
        var added = new List<string>();

        Assert.Equal([int.MaxValue - 1, 0, int.MaxValue - 1], new[] { "a", "b", "a" }.Select(text => Assign(sets, text, added)));
        Assert.Equal((int.MaxValue, 1), (sets.Next, added.Count));
    }

    [Fact]
    public async Task Attributes_AreLoadedOnceAtTheFirstEventWithAny()
    {
        var test = new DrainTest(entries: 1);
        await test.RunAsync();
        Assert.DoesNotContain("load attributes", test.Log);

        Add(test, new TestEvent(), Titled("a"));
        await test.RunAsync();
        Add(test, Titled("b"), Titled("a"));
        await test.RunAsync();

        Assert.Single(test.Log, "load attributes");
        Assert.Equal([1, 0, 0, 0], Row(test.Store.Batches[1], 1));
        Assert.Equal([2, 1], [Row(test.Store.Batches[2], 0)[0], Row(test.Store.Batches[2], 1)[0]]);
    }

    [Theory]
    [InlineData(FakeStore.Fault.NotCommitted)]
    [InlineData(FakeStore.Fault.UnknownAndNotStored)]
    [InlineData(FakeStore.Fault.UnknownButStored)]
    [InlineData(FakeStore.Fault.StoredHere)]
    internal async Task Attributes_AfterACommitThatIsNotCertain_AreLoadedAnew(FakeStore.Fault fault)
    {
        var test = new DrainTest();
        Add(test, Titled("a"), Titled("b"));
        test.Store.Faults.Enqueue(fault);

        await test.RunAsync();
        await test.RunAsync();
        Add(test, Titled("b"), Titled("c"));
        await test.RunAsync();

        Assert.True(test.Log.Count(line => line == "load attributes") >= 2);
        Assert.Equal(["""{"title":"a"}""", """{"title":"b"}""", """{"title":"b"}""", """{"title":"c"}"""], test.Store.StoredAttributes.Select(row => row[0]));
        Assert.Equal(4, test.Store.NextAttributes);
    }

    [Fact]
    public async Task DeadLettersAndDuplicates_GetNoSets()
    {
        var test = new DrainTest();
        Add(test, Titled("a") with { EventId = "1" }, Titled("dead") with { EventType = null }, Titled("copy") with { EventId = "1" }, Titled("b"));

        await test.RunAsync();

        Assert.Equal(["""{"title":"a"}""", """{"title":"b"}"""], Assert.Single(test.Store.Batches).NewAttributes.Sets);
    }

    [Fact]
    public async Task Attributes_BeyondTheBudget_AreNotKept()
    {
        var test = new DrainTest { Windows = new WindowByteBudget(-1) };
        Add(test, Titled("a"));
        SiteDrain drain = test.CreateDrain();
        await drain.RunAsync(DrainTest.Epoch);
        Add(test, Titled("a"));
        await drain.RunAsync(DrainTest.Epoch);

        Assert.Equal(2, test.Log.Count(line => line == "load attributes"));
        Assert.Equal(2, test.Store.NextAttributes);
    }

    /// <summary>Two activations take turns; commits fail in every way. Every event is stored once, with what it was sent with.</summary>
    [Fact]
    public async Task RandomEvents_ThroughRandomFaults_ResolveToWhatWasQueued()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var test = new DrainTest { Queue = { MaxEntries = 3 } };
            SiteDrain[] drains = [test.Drain, test.CreateDrain()];
            var expected = new List<string?[]>();
            for (int round = 0; round < 10; round++)
            {
                TestEvent[] events = [.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomEvents.Next(random))];
                Add(test, events);
                expected.AddRange(events.Select(SetsOf));
                foreach (FakeStore.Fault fault in random.GetItems([FakeStore.Fault.NotCommitted, FakeStore.Fault.UnknownAndNotStored, FakeStore.Fault.UnknownButStored], random.Next(3)))
                {
                    test.Store.Faults.Enqueue(fault);
                }

                await drains[random.Next(2)].RunAsync(DrainTest.Epoch).WithinLimitAsync();
            }

            test.Store.Faults.Clear();
            await drains[0].RunAsync(DrainTest.Epoch).WithinLimitAsync();
            await drains[0].RunAsync(DrainTest.Epoch).WithinLimitAsync();
            Assert.Equal(expected, test.Store.StoredAttributes);
        }
    }

    private static int Assign(AttributeSets sets, string text, List<string> added) => sets.Assign(Encoding.UTF8.GetBytes(text), added);

    private static TestEvent Titled(string title) => new() { Other = new Dictionary<EventField, string> { [EventField.Title] = title } };

    private static void Add(DrainTest test, params TestEvent[] events)
    {
        if (events.Length > 0)
        {
            test.Queue.Add(TestEvent.Entry(events), events.Length);
        }
    }

    private static int[] Row(SiteBatch batch, int row) => batch.Entries[0].AttributeIds.Slice(row * EventSchema.Groups.Length, EventSchema.Groups.Length).ToArray();

    private static string?[] SetsOf(TestEvent item)
    {
        var reader = new EntryReader(TestEvent.Entry(item));
        Assert.True(reader.TryRead(out EventView view));
        var text = new AttributeText();
        string?[] sets = new string?[EventSchema.Groups.Length];
        for (int group = 0; group < sets.Length; group++)
        {
            sets[group] = text.Write(view, EventSchema.Groups[group]) is { IsEmpty: false } set ? Encoding.UTF8.GetString(set) : null;
        }

        return sets;
    }
}
