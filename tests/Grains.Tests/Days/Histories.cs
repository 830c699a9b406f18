using CsCheck;

namespace Footfall.Days;

/// <summary>Short histories in which everything meets: visitors of each kind, equal times, pauses at the limit, equal and odd contents.</summary>
internal static class Histories
{
    /// <summary>2026-03-29 00:00 UTC, the day on which Europe's clocks go forward.</summary>
    public const long Start = 1_774_742_400_000_000;

    public const long Minute = 60_000_000;

    /// <summary>One of these; what is there twice comes twice as often.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static readonly Gen<long> Time = Gen.Select(
        Gen.Int[0, 96], Gen.Frequency((6, Gen.Const(0L)), (1, Gen.Const(1L)), (1, Gen.Const(-1L)), (1, Gen.Const(1000L)), (1, Gen.Const(1_000_000L))),
        (quarters, more) => Start + (quarters * 15 * Minute) + more);

    public static readonly Gen<DayEvent> Event =
        from time in Time
        from user in OneOf<string?>(null, null, null, "", "u", "uu", "ü", "\uFFFD", "😀")
        from visitor in OneOf<long?>(null, 0, 1, -1, long.MinValue, long.MaxValue)
        from type in OneOf("page_view", "page_view", "engagement", "click", "sign_up")
        from path in OneOf<string?>(null, "", "/", "/a", "/\uFFFD", "/😀")
        from sets in OneOf<string?>(null, null, "{}", """{"a":"b"}""", """{"ä":"\uE000"}""").Array[4]
        from numbers in OneOf<int?>(null, null, 0, 1, -1, int.MaxValue, int.MinValue).Array[3]
        from revenue in OneOf<long?>(null, null, 0, 12_990, long.MaxValue, long.MinValue)
        from bot in Gen.Int[0, 4]
        select new DayEvent(
            time, user, visitor, type, path, sets[0], sets[1], sets[2], sets[3], numbers[0], numbers[1], numbers[2], revenue, revenue is null ? null : "EUR", bot == 0);

    /// <summary>Some events, several times some of them; or the events of one visitor, or of nobody, at one or two times.</summary>
    public static readonly Gen<DayEvent[]> Events = Gen.Frequency(
        (3, Gen.Select(Event.Array[0, 30], Gen.Int[0, 3], (events, repeated) => (DayEvent[])[.. events, .. events.Take(repeated)])),
        (1, Gen.Select(Event.Array[0, 12], Gen.Int[0, 2], Gen.Int[1, 2], (events, visitor, times) => events.Select((item, i) => item with
        {
            UserId = visitor == 2 ? "u" : null,
            Visitor = visitor == 1 ? 1 : null,
            Time = Start + (i % times),
            IsBot = false,
        }).ToArray())));
}
