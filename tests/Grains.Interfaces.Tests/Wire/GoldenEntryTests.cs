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

    private const string VersionFour =
        "04" + "04" + "01" + "03" + "02" + "AC02" + "05" + "07" + "08" + "09"
        + "0F" + "40D2A0B9FA4C0600" + "09" + "706167655F76696577" + "08" + "2F70726963696E67" + "0C" + "757365722D78797A2D373839" + "04" + "69642D31"
        + "B38480F207" + "40D2A0B9FA4C0600" + "09" + "706167655F76696577" + "08" + "2F70726963696E67"
        + "10" + "30313233343536373839616263646566" // visitor
        + "04" + "612E6575" // hostname
        + "06" + "446972656374" // channel
        + "02" + "4445" // country
        + "0E" + "557365724167656E743A6375726C" // bot
        + "07" + "7B2261223A317D" // props
        + "09" + "31322E393920455552" // revenue
        + "05" + "3330353030" // engaged_ms
        + "02" + "3830" // scroll
        + "04" + "31393230"; // screen_width

    private const string VersionFourWithoutRefusals =
        "04" + "00"
        + "01" + "00E0373B015D0300" + "05" + "636C69636B";

    private static readonly RefusalCount[] Refusals =
        [new RefusalCount(RefusalReason.Invalid, 3), new RefusalCount(RefusalReason.SiteFull, 300), new RefusalCount(RefusalReason.RateLimited, 7)];

    private static readonly RefusalCount[] RefusalsWithBots = [.. Refusals, new RefusalCount(RefusalReason.Bot, 9)];

    private static readonly Dictionary<EventField, string> Details = new()
    {
        [EventField.Visitor] = "0123456789abcdef",
        [EventField.Hostname] = "a.eu",
        [EventField.Channel] = "Direct",
        [EventField.Country] = "DE",
        [EventField.Bot] = "UserAgent:curl",
        [EventField.Props] = """{"a":1}""",
        [EventField.Revenue] = "12.99 EUR",
        [EventField.EngagedMs] = "30500",
        [EventField.Scroll] = "80",
        [EventField.ScreenWidth] = "1920",
    };

    private static readonly TestEvent Identified = new() { Path = "/pricing", UserId = "user-xyz-789", EventId = "id-1", At = EventTime.ToDateTime(Noon) };
    private static readonly TestEvent Detailed = new() { Path = "/pricing", Other = Details, At = EventTime.ToDateTime(Noon) };
    private static readonly TestEvent Click = new() { EventType = "click", Path = null, At = EventTime.ToDateTime(EventSchema.MinTimestamp) };

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
    public void VersionFour_IsRead()
    {
        byte[] entry = Convert.FromHexString(VersionFour);
        Assert.Equal([(Noon, "page_view", "/pricing", "user-xyz-789", "id-1"), (Noon, "page_view", "/pricing", null, null)], Read(VersionFour, RefusalsWithBots));
        Assert.Equal([(EventSchema.MinTimestamp, "click", null, null, null)], Read(VersionFourWithoutRefusals, []));

        var reader = new EntryReader(entry);
        Assert.True(reader.TryRead(out _));
        Assert.True(reader.TryRead(out EventView view));
        Assert.Null(EventCheck.FindFault(view));
        foreach (EventFieldRule rule in EventSchema.Fields.Where(rule => rule.SinceVersion == 4))
        {
            Assert.Equal(Details.GetValueOrDefault(rule.Field), Text(view, rule.Field));
        }
    }

    [Fact]
    public void OlderVersions_AreWrittenWithTheReasonsAndFieldsThatTheyKnow()
    {
        const string OnlyOld = "03" + "40D2A0B9FA4C0600" + "09" + "706167655F76696577" + "08" + "2F70726963696E67";

        Assert.Equal("02" + "04" + "0103" + "02AC02" + "0207" + "0109" + OnlyOld, Write(version: 2));
        Assert.Equal("03" + "04" + "0103" + "02AC02" + "0507" + "0709" + OnlyOld, Write(version: 3));

        static string Write(byte version)
        {
            var output = new ArrayBufferWriter<byte>();
            EntryCodec.WriteHeader(output, RefusalsWithBots, version);
            var reader = new EntryReader(TestEvent.Entry(Detailed));
            Assert.True(reader.TryRead(out EventView view));
            EntryCodec.WriteEvent(output, view, version);
            return Convert.ToHexString(output.WrittenSpan);
        }
    }

    [Fact]
    public void VersionFour_IsWhatIsWritten()
    {
        Assert.Equal(4, EntryCodec.Version);
        Assert.Equal(VersionFour, Convert.ToHexString(TestEvent.Entry(RefusalsWithBots, Identified, Detailed)));
        Assert.Equal(VersionFourWithoutRefusals, Convert.ToHexString(TestEvent.Entry(Click)));
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
