using System.Text;
using Footfall.Wire;

namespace Footfall.Collect;

/// <summary>Limits an event's allocations on its way through the gateway, so that no change exceeds them unnoticed.</summary>
[Trait("Tier", "fast")]
public sealed class AllocationTests
{
    private const int Events = 1000;

    /// <summary>An event's own bytes, grown by doubling, and its share of the lists; nothing else.</summary>
    private const long MaxBytesPerEvent = 400;

    /// <summary>Contains an escape, which the parser replaces in place.</summary>
    private readonly byte[] _json = Encoding.UTF8.GetBytes(Parsed.Event(("path", "\"\\/é\"")));

    private readonly byte[] _body;
    private readonly long _now = EventTime.FromDateTime(Parsed.Now);

    public AllocationTests() => _body = [.. _json];

    [Fact]
    public void Parsing_and_checking_an_event_allocates_nothing() => Assert.Equal(0, Measure(() =>
    {
        for (int i = 0; i < Events; i++)
        {
            _json.CopyTo(_body, 0);
            Assert.True(EventParser.Parse(_body).FindFaults(_now) is null);
        }
    }));

    [Fact]
    public void Adding_an_event_to_an_entry_allocates_little_more_than_its_bytes() => Assert.InRange(
        Measure(() =>
        {
            ParsedEvent parsed = EventParser.Parse(_body).Event;
            var entries = new PendingEntries();
            for (int i = 0; i < Events; i++)
            {
                entries.Add(parsed.SiteId(_body), parsed.View(_body), EntryCodec.Version);
            }
        }) / Events,
        0,
        MaxBytesPerEvent);

    [Fact]
    public void Walking_an_entry_allocates_nothing()
    {
        byte[] entry = TestEvent.Entry(Enumerable.Repeat(new TestEvent { UserId = "u" }, 100));
        Assert.Equal(0, Measure(() =>
        {
            for (var reader = new EntryReader(entry); !reader.IsAtEnd;)
            {
                reader.TryRead(out EventView view);
                Assert.True(EventCheck.FindFault(view) is null);
            }
        }));
    }

    /// <summary>Returns the bytes that a second run allocates; the first may compile.</summary>
    private static long Measure(Action work)
    {
        work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
