using System.Text;
using Footfall.Collect;

namespace Footfall.Queue;

/// <summary>
/// Entries as version 1 writes them, made by hand after the format's description. They lie in queues during an
/// upgrade: every later version must read them, so these bytes never change.
/// </summary>
public sealed class GoldenEntryTests
{
    private const long Noon = 1_773_489_600_123_456;

    private const string VersionOne =
        "01"
        + "07" + "40D2A0B9FA4C0600" + "09" + "706167655F76696577" + "08" + "2F70726963696E67" + "0C" + "757365722D78797A2D373839"
        + "01" + "00E0373B015D0300" + "05" + "636C69636B"
        + "07" + "41D2A0B9FA4C0600" + "01" + "78" + "00" + "04" + "F09FA6B6"
        + "03" + "FFFFFFFFFFFFFFFF" + "01" + "65" + "8101"
        + "70707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070"
        + "7070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070";

    [Fact]
    public void VersionOne_IsRead() => Assert.Equal(
        [
            (Noon, "page_view", "/pricing", "user-xyz-789"),
            (EventSchema.MinTimestamp, "click", null, null),
            (Noon + 1, "x", "", "🦶"),
            (-1, "e", new string('p', 129), null),
        ],
        Read(Convert.FromHexString(VersionOne)));

    [Fact]
    public void VersionOne_IsWhatIsWritten()
    {
        Assert.Equal(1, EntryCodec.Version);
        byte[] written = TestEvent.Entry(
            new TestEvent { Path = "/pricing", UserId = "user-xyz-789", At = EventTime.ToDateTime(Noon) },
            new TestEvent { EventType = "click", Path = null, At = EventTime.ToDateTime(EventSchema.MinTimestamp) },
            new TestEvent { EventType = "x", Path = "", UserId = "🦶", At = EventTime.ToDateTime(Noon + 1) },
            new TestEvent { EventType = "e", Path = new string('p', 129), At = EventTime.ToDateTime(-1) });

        Assert.Equal(VersionOne, Convert.ToHexString(written));
    }

    private static List<(long Timestamp, string? Type, string? Path, string? User)> Read(byte[] entry)
    {
        var events = new List<(long, string?, string?, string?)>();
        for (var reader = new EntryReader(entry); !reader.IsAtEnd;)
        {
            Assert.True(reader.TryRead(out EventView view));
            events.Add((view.Timestamp, Text(view, EventField.EventType), Text(view, EventField.Path), Text(view, EventField.UserId)));
        }

        return events;
    }

    private static string? Text(in EventView view, EventField field) => view.Has(field) ? Encoding.UTF8.GetString(view[field]) : null;
}
