using System.Buffers;
using System.Text;
using Footfall.Collect;

namespace Footfall.Wire;

/// <summary>
/// Entries as each version writes them, made by hand after the format's description. They lie in queues during an
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

    private const string VersionTwo =
        "02" + "02" + "01" + "03" + "02" + "AC02"
        + "0F" + "40D2A0B9FA4C0600" + "09" + "706167655F76696577" + "08" + "2F70726963696E67" + "0C" + "757365722D78797A2D373839" + "04" + "69642D31"
        + "09" + "00E0373B015D0300" + "05" + "636C69636B" + "04" + "F09FA6B6";

    private const string VersionTwoWithoutRefusals =
        "02" + "00"
        + "01" + "00E0373B015D0300" + "05" + "636C69636B";

    private const string VersionThree =
        "03" + "03" + "01" + "03" + "02" + "AC02" + "05" + "07"
        + "0F" + "40D2A0B9FA4C0600" + "09" + "706167655F76696577" + "08" + "2F70726963696E67" + "0C" + "757365722D78797A2D373839" + "04" + "69642D31"
        + "09" + "00E0373B015D0300" + "05" + "636C69636B" + "04" + "F09FA6B6";

    private const string VersionThreeWithoutRefusals =
        "03" + "00"
        + "01" + "00E0373B015D0300" + "05" + "636C69636B";

    private static readonly RefusalCount[] Refusals =
        [new RefusalCount(RefusalReason.Invalid, 3), new RefusalCount(RefusalReason.SiteFull, 300), new RefusalCount(RefusalReason.RateLimited, 7)];

    [Fact]
    public void VersionOne_IsRead() => Assert.Equal(
        [
            (Noon, "page_view", "/pricing", "user-xyz-789", null),
            (EventSchema.MinTimestamp, "click", null, null, null),
            (Noon + 1, "x", null, "🦶", null), // An empty path is none.
            (-1, "e", new string('p', 129), null, null),
        ],
        Read(VersionOne, []));

    [Fact]
    public void VersionTwo_IsRead()
    {
        Assert.Equal(
            [(Noon, "page_view", "/pricing", "user-xyz-789", "id-1"), (EventSchema.MinTimestamp, "click", null, null, "🦶")],
            Read(VersionTwo, [new RefusalCount(RefusalReason.Invalid, 3), new RefusalCount(RefusalReason.SiteFull, 300)]));
        Assert.Equal([(EventSchema.MinTimestamp, "click", null, null, null)], Read(VersionTwoWithoutRefusals, []));
    }

    [Fact]
    public void VersionThree_IsRead()
    {
        Assert.Equal([(Noon, "page_view", "/pricing", "user-xyz-789", "id-1"), (EventSchema.MinTimestamp, "click", null, null, "🦶")], Read(VersionThree, Refusals));
        Assert.Equal([(EventSchema.MinTimestamp, "click", null, null, null)], Read(VersionThreeWithoutRefusals, []));
    }

    [Fact]
    public void VersionTwo_IsWrittenWithTheReasonsThatItKnows()
    {
        var head = new ArrayBufferWriter<byte>();
        EntryCodec.WriteHeader(head, Refusals, version: 2);

        Assert.Equal("02" + "03" + "0103" + "02AC02" + "0207", Convert.ToHexString(head.WrittenSpan));
    }

    [Fact]
    public void VersionThree_IsWhatIsWritten()
    {
        Assert.Equal(3, EntryCodec.Version);
        var click = new TestEvent { EventType = "click", Path = null, At = EventTime.ToDateTime(EventSchema.MinTimestamp) };
        byte[] written = TestEvent.Entry(
            Refusals,
            new TestEvent { Path = "/pricing", UserId = "user-xyz-789", EventId = "id-1", At = EventTime.ToDateTime(Noon) },
            click with { EventId = "🦶" });

        Assert.Equal(VersionThree, Convert.ToHexString(written));
        Assert.Equal(VersionThreeWithoutRefusals, Convert.ToHexString(TestEvent.Entry(click)));
    }

    private static List<(long Timestamp, string? Type, string? Path, string? User, string? Id)> Read(string hex, RefusalCount[] refusals)
    {
        byte[] entry = Convert.FromHexString(hex);
        var events = new List<(long, string?, string?, string?, string?)>();
        var reader = new EntryReader(entry);
        Assert.Equal(refusals, reader.Refusals);
        while (!reader.IsAtEnd)
        {
            Assert.True(reader.TryRead(out EventView view));
            events.Add((
                view.Timestamp, Text(view, EventField.EventType), Text(view, EventField.Path), Text(view, EventField.UserId), Text(view, EventField.EventId)));
        }

        return events;
    }

    private static string? Text(in EventView view, EventField field) => view.Has(field) ? Encoding.UTF8.GetString(view[field]) : null;
}
