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

    /// <summary>Has every property, in forms that are rewritten in place. Numbers and addresses are checked without strings.</summary>
    private readonly byte[] _full = Encoding.UTF8.GetBytes(Parsed.Event(
        ("path", null),
        ("url", "\"https://www.example.com/caf%C3%A9?utm_source=a+b&gclid=x\""),
        ("hostname", "\"example.com\""),
        ("title", "\"T\\u00e9\""),
        ("language", "\"de-at\""),
        ("props", """{ "a" : 1, "b\u00e9" : "\u0001", "c" : null, "d" : true }"""),
        ("revenue", """{ "amount" : 12.990, "currency" : "eur" }"""),
        ("engaged_ms", "1.0"),
        ("scroll", "7"),
        ("ip", "\"2001:db8::7\""),
        ("automated", "true")));

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
    public void Parsing_and_checking_an_event_with_every_property_allocates_nothing()
    {
        byte[] body = [.. _full];
        Assert.Equal(0, Measure(() =>
        {
            for (int i = 0; i < Events; i++)
            {
                _full.CopyTo(body, 0);
                EventParser parser = EventParser.Parse(body);
                Assert.True(parser.FindFaults(_now) is null && parser.Event.ClickId == Enrich.ClickIdKind.Gclid);
            }
        }));
    }

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
