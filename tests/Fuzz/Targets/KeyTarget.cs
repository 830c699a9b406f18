using System.Text;
using CsCheck;
using Footfall.DeadLetters;
using Footfall.Fuzz.Inputs;
using Footfall.Operator;
using Footfall.Queue;

namespace Footfall.Fuzz.Targets;

/// <summary>Checks keys and cursors that clients send back: a text is accepted only if it is exactly how the key is written.</summary>
internal static class KeyTarget
{
    private static readonly string[] Examples =
    [
        "0123456789abcdef-1-0", "0123456789abcdef-18446744073709551615-18446744073709551615-2147483647", "0123456789abcdef-1763114400000-0-all",
        "1763114400000000.0123456789abcdef-1-0-0.YQ", "0.0123456789abcdef-1-0-all.8J-mtg", "0123456789abcdef:a", "footfall:{63}:wake", "1763114400000-7",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (1, Gen.OneOf(Examples)),
        (8, Gen.Select(Gen.OneOf(Examples), Mutations.Gen, (example, change) => Encoding.Latin1.GetString(change.Apply(Encoding.Latin1.GetBytes(example))))),
        (1, OddTexts.Any));

    public static ITarget Create() => new Target<string>("key", 10, Texts, Check, text => Printed.Of(Encoding.UTF8.GetBytes(text)));

    public static string? Check(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        _ = QueueSpans.StartDrain(text, 0, default, 1);
        return DeadLetterKey.TryParse(text, out DeadLetterKey letter) && letter.ToString() != text ? $"{text} was read as dead letter {letter}"
            : EntryKey.TryParse(text, out EntryKey entry) && entry.ToString() != text ? $"{text} was read as entry {entry}"
            : SiteStreamRef.TryParse(utf8, out SiteStreamRef member) && QueueKeys.Member(member.Epoch, member.SiteId) != text ? $"{text} was read as member {member}"
            : DeadLetterCursor.Parse(text) is { } cursor && DeadLetterCursor.Parse(cursor.ToString()) != cursor ? $"{text} was read as {cursor}"
            : QueueKeys.TryParseWake(text, out int partition) && partition is < 0 or >= SitePartition.Count ? $"{text} is of partition {partition}"
            : null;
    }
}
