namespace Footfall.Days;

/// <summary>
/// The bytes of a small segment. Segments are stored, and those of other silos are read: this body never changes, and these bytes are read by
/// every later version. A new form gets a new version and its own bytes beside these.
/// </summary>
public sealed class GoldenSegmentTests
{
    private const string VersionOne =
        "FD018B3569047EBA652BC735CD5F3AFC71B16279A6D0480F4F731F01000028B52FFD601F00CD060072CD2E30804BD201484D06BA7935190C1E19A200A14A81F7176B09D9CEE6"
        + "C608B18F54B4500A654D69CF15F990865A238D48995269DBFE014281FEC901E2447CC315918AA7635C68D93AE8F2D6620BDF84796B0DFC7E5C87CA4906CB164E8F0B976D53C0"
        + "54135C4BE0B7FDF4E352CBB65D28895A2BE0CFE6EAFC3541F1F158649E47A2BF5A1B4DFDAB2C2E92604393182C2D821EE5DA428BA0C8B50940E59A70DB134B1AF570123C6838"
        + "18101D1712D765DFB6471C724A6664F2F7FDAB130A006D433028D855F011C894D58D5435DD8960A0B3C94F21887361";

    private static readonly DayEvent[] s_events =
    [
        Event(0, "page_view", "/") with { Visitor = 1, Page = """{"title":"t"}""", Origin = """{"source":"s"}""", ScreenWidth = 390 },
        Event(90, "engagement", "/") with { Visitor = 1, EngagedMs = 90_000, Scroll = 100 },
        Event(2000, "page_view", "/ä") with { Visitor = -1, Client = """{"os":"Linux"}""" },
        Event(3, "sign_up", null) with { UserId = "ü", Props = """{"props":{"plan":"a"}}""", Revenue = 12_990, Currency = "EUR" },
        Event(4, "page_view", "/😀"),
        Event(5, "page_view", "/") with { UserId = "ü", IsBot = true },
    ];

    /// <summary>The body, before its compression, byte by byte.</summary>
    private static readonly string[] s_body =
    [
        "06030101000100", // 6 events: 3 of cookieless people, 1 of users, 1 of nobody; of bots 0, 1, 0
        "010102C3BC", // users: ü
        "020801FD00FF00FF00FF00FF00FF00FF00FF010100", // cookieless people: 1 and all bits, with 1 and 0 more events
        "010000", // users among people: the first, no more events
        "000000", // cookieless bots: none
        "010000", // users among bots: the first
        "80808FA5CD87A706C0843D", // times from 1,774,742,400,000,000 on, in units of 1,000,000 µs
        "0200D00304050007000000", // firsts: 0, 2000, 3, 4, 5
        "015A", // then 90 later
        "03010A0907656E676167656D656E74706167655F766965777369676E5F7570", // types: engagementpage_viewsign_up
        "01030203040300", // codes 3, 2, 3, 4, 3, 0
        "03010103052F2FC3A42FF09F9880", // paths: //ä/😀
        "01020003010402", // codes 2, 0, 3, 1, 4, 2
        "01010D7B227469746C65223A2274227D", // pages: {"title":"t"}
        "01000201000000", // codes 0, 2, 1, 0, 0, 0
        "01010E7B22736F75726365223A2273227D", // origins: {"source":"s"}
        "01020100000000", // codes 2, 1, 0, 0, 0, 0
        "01010E7B226F73223A224C696E7578227D", // clients: {"os":"Linux"}
        "01000002010000", // codes 0, 0, 2, 1, 0, 0
        "0101167B2270726F7073223A7B22706C616E223A2261227D7D", // props: {"props":{"plan":"a"}}
        "01000000000002", // codes 0, 0, 0, 0, 0, 2
        "01A0FE0A00", // engaged_ms: 90000
        "01020100000000", // codes 2, 1, 0, 0, 0, 0
        "01C80100", // scroll: 100
        "01020100000000", // codes 2, 1, 0, 0, 0, 0
        "018C0600", // screen_width: 390
        "01020100000000", // codes 2, 1, 0, 0, 0, 0
        "01FCCA0100", // revenue: 12990
        "01000000000002", // codes 0, 0, 0, 0, 0, 2
        "010103455552", // currencies: EUR
        "01000000000002", // codes 0, 0, 0, 0, 0, 2
    ];

    [Fact]
    public void Body_IsWhatItWas()
    {
        using var body = new BodyWriter(0);
        SegmentWriter.Write(DaySegment.Build(s_events), body);

        Assert.Equal(string.Concat(s_body), Convert.ToHexString(body.Written));
    }

    [Fact]
    public void Bytes_OfVersionOne_AreRead()
    {
        byte[] bytes = Convert.FromHexString(VersionOne);
        DaySegment segment = DaySegment.Build(s_events);

        Assert.Equal(segment.Events, DaySegment.Decode(bytes).Events);
        Assert.Equal(DaySegment.HashOf(segment.Encode()), DaySegment.HashOf(bytes));
    }

    private static DayEvent Event(int second, string type, string? path) => new(
        1_774_742_400_000_000 + (second * 1_000_000L), null, null, type, path, null, null, null, null, null, null, null, null, null, false);
}
