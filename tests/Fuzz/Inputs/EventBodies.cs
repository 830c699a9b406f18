using System.Globalization;
using System.Text;
using CsCheck;

namespace Footfall.Fuzz.Inputs;

/// <summary>Bodies of posts: events that are mostly valid, and invalid in every possible way.</summary>
/// <param name="now">The time around which the events lie.</param>
/// <param name="sites">The sites of most events.</param>
/// <param name="isOnlyOfSites">Whether all events are of these sites.</param>
internal sealed class EventBodies(DateTime now, Gen<string> sites, bool isOnlyOfSites = false)
{
    private static readonly string[] Fields = ["site_id", "event_type", "timestamp", "path", "user_id", "event_id"];

    private static readonly string[] AllFields = [.. Fields, .. EventDetails.Names];

    private static readonly string[] OddTimes =
    [
        "0001-01-01", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2025-02-29", "2024-02-29", "2025-13-01", "2025-00-10", "2025-11-14T24:00:00Z",
        "2025-11-14T23:59:60Z", "2025-11-14T10:00:00+99:00", "2025-11-14T10:00:00.", "2025-11-14T10:00:00.1234567890123456Z", "2025-11-14T10", "2025-11-14 10:00", "-2025-11-14", "+002025-11-14",
        "2025-W46-5", "20251114", "1763114400", "now", "", "2025-11-14T10:00:00Z ", " 2025-11-14", "2025-11-14T10:00:00z", "2025-11-14t10:00:00Z", "２０２５-11-14", "2015-11-14T10:00:00Z", "2100-01-01",
        "2025-11-14T10:00:00+0000", "2025-11-14T10:00:00+01", "2025-11-14 10:00:00 +0100", "2025-11-14 10:00:00 UTC", "2025-11-14T10Z", "20251114T100000Z", "20251114T100000,5+01", "2025-318", "2025318T10",
        "2025-W46-5T10:00:00Z", "2025W465", "2025-11-14T10:00:00+01:00[Europe/Paris]", "2025-11-14T10:00Z[UTC][u-ca=gregory]", "2025-11-14T10:00:00[Europe/Paris]", "2025-11-14T10.25Z", "2025-11-14T24:00Z",
        "2025-12-31T23:59:60Z", "2025-11-14T10:00:60Z", "2025-11-14T10:00:00\u221201:00", "2025-11-14T10:00:00 +01:00:30", "20251114T10:00", "2025-11-14T1000",
    ];

    /// <summary>Times in one of the supported forms, with parts that may be missing, doubled or of another form.</summary>
    private static readonly Gen<string> ComposedTimes = Gen.Select(
        Gen.OneOf("2025-11-14", "20251114", "2025-W46-5", "2025W465", "2025-318", "2025318", "+002025-11-14", "2025-11", "-002025-11-14", "2024-12-31"),
        Gen.OneOf("T", "T", "t", " ", ""),
        Gen.OneOf("10:00:00", "100000", "10:00", "1000", "10", "24:00", "23:59:60", "2400", "235960", ""),
        Gen.OneOf("", "", ".5", ",123456789", ".9999999999999", "."),
        Gen.OneOf("Z", "z", "", "+01:00", "+0100", "-01", " UTC", " +0000", " Z", "UTC", "+01:00:30", "+24:00", "\u22120100"),
        Gen.OneOf("", "", "", "[UTC]", "[!Europe/Paris]", "[u-ca=hebrew]", "[!x=1]", "[]", "[x"),
        (date, separator, clock, fraction, zone, suffix) => date + separator + clock + fraction + zone + suffix);

    /// <summary>One event.</summary>
    public Gen<byte[]> One => Gen.Frequency(
        (12, Event),
        (1, Event.Select(json => (byte[])[.. "\ufeff"u8, .. json])),
        (2, Gen.Select(Event, Mutations.Gen, (json, change) => change.Apply(json))),
        (1, JsonTexts.AnyValue),
        (1, Gen.Byte.Array[0, 40]));

    /// <summary>Returns bodies with many events.</summary>
    /// <param name="isLines">Whether there is one event per line instead of an array.</param>
    public Gen<byte[]> Many(bool isLines) => Gen.Frequency(
        (10, Gen.Select(One.Array[0, 12], JsonTexts.Space, (events, space) => Join(events, space, isLines))),
        (2, Gen.Select(Gen.Select(One.Array[0, 5], JsonTexts.Space, (events, space) => Join(events, space, isLines)), Mutations.Gen, (body, change) => change.Apply(body))),
        (1, Gen.Select(Event, Gen.OneOf(Gen.Int[990, 1010], Gen.Const(3)), (one, count) => Join([.. Enumerable.Repeat(one, one.Length * count < 3_000_000 ? count : 3)], [], isLines))),
        (1, JsonTexts.AnyValue));

    private Gen<byte[]> Event => Gen.Select(
        Gen.Select(Usual, Gen.Int[0, 40]),
        Gen.Select(
            isOnlyOfSites ? Gen.Const((byte[][])[]) : Gen.Frequency((3, Gen.Const((byte[][])[])), (1, Member.Array[1, 4])),
            Gen.Frequency((1, Gen.Const((byte[][])[])), (1, EventDetails.Any.Array[1, 6]))),
        JsonTexts.Space,
        Gen.Int[0, 5],
        (usual, more, space, rotation) => Write(usual.Item1, usual.Item2, [.. more.Item1, .. more.Item2], space, rotation));

    /// <summary>The values of the six fields, each valid in most events.</summary>
    private Gen<byte[][]> Usual => Gen.Select(
        isOnlyOfSites ? JsonTexts.Spelled(sites) : Value(sites),
        Value(Gen.Frequency((6, Gen.Const("page_view")), (2, Gen.OneOf("click", "view", "PAGE_VIEW", "page_view ")), (1, OddTexts.Any))),
        Value(Times),
        Value(Gen.Frequency((2, Gen.OneOf("/", "/pricing", "")), (3, Tagged("/")), (1, OddTexts.Any))),
        Value(Gen.Frequency((2, Gen.OneOf("u", "user-1", "")), (3, Tagged("u")), (1, OddTexts.Any))),
        Gen.Frequency((6, Gen.Const((byte[])[])), (2, Value(Tagged("id"))), (1, Value(Gen.OneOf("1", "2", "same")))),
        (site, type, time, path, user, id) => (byte[][])[site, type, time, path, user, id]);

    private Gen<string> Times => Gen.Frequency(
        (12, Gen.Select(Gen.Long[-TimeSpan.TicksPerDay * 900, TimeSpan.TicksPerHour * 12], Gen.Int[0, 4], (ticks, form) => Format(now.AddTicks(ticks), form))),
        (1, Gen.Select(Gen.OneOf(Gen.Const(now.AddDays(1)), Gen.Const(now.AddYears(-10))), Gen.Long[-TimeSpan.TicksPerHour, TimeSpan.TicksPerHour], (edge, ticks) => Format(edge.AddTicks(ticks), 0))),
        (2, Gen.OneOf(OddTimes)),
        (2, ComposedTimes));

    private static Gen<byte[]> Member => Gen.Select(
        Gen.Frequency(
            (4, JsonTexts.Spelled(Gen.OneOf(AllFields))),
            (1, JsonTexts.Spelled(Gen.OneOf("Site_Id", "site_id ", "timestamp\0", "__proto__", "", "path.", "success"))),
            (1, JsonTexts.AnyValue)),
        JsonTexts.AnyValue,
        (name, value) => (byte[])[.. name, (byte)':', .. value]);

    private static Gen<byte[]> Value(Gen<string> texts) => Gen.Frequency((30, JsonTexts.Spelled(texts)), (1, JsonTexts.AnyValue));

    /// <summary>Returns unique texts that distinguish a row from all others.</summary>
    private static Gen<string> Tagged(string prefix) => Gen.ULong.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{prefix}{tag:x}"));

    private static string Format(DateTime time, int form) => form switch
    {
        0 => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        1 => time.ToString("yyyy-MM-dd'T'HH:mm:ss'+01:30'", CultureInfo.InvariantCulture),
        2 => time.ToString("yyyy-MM-dd'T'HH:mm:ss.f", CultureInfo.InvariantCulture),
        3 => time.ToString("yyyy-MM-dd'T'HH:mm'-11:00'", CultureInfo.InvariantCulture),
        _ => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <param name="missing">The index of the field that is omitted, if it is one.</param>
    private static byte[] Write(byte[][] values, int missing, byte[][] more, byte[] space, int rotation)
    {
        var members = new List<byte[]>();
        for (int i = 0; i < Fields.Length; i++)
        {
            int field = (i + rotation) % Fields.Length;
            if (field != missing && values[field].Length > 0)
            {
                members.Add([.. space, (byte)'"', .. Encoding.ASCII.GetBytes(Fields[field]), (byte)'"', .. space, (byte)':', .. space, .. values[field]]);
            }
        }

        members.InsertRange(rotation % (members.Count + 1), more);
        return [(byte)'{', .. Separate(members, (byte)','), .. space, (byte)'}'];
    }

    private static byte[] Join(byte[][] events, byte[] space, bool isLines) =>
        isLines ? Separate(events, (byte)'\n') : [.. space, (byte)'[', .. Separate(events, (byte)','), (byte)']', .. space];

    private static byte[] Separate(IReadOnlyList<byte[]> parts, byte separator)
    {
        using var bytes = new MemoryStream();
        for (int i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                bytes.WriteByte(separator);
            }

            bytes.Write(parts[i]);
        }

        return bytes.ToArray();
    }
}
