using CsCheck;
using Footfall.Fuzz.Endpoints;
using Footfall.Fuzz.Inputs;

namespace Footfall.Fuzz.Conversations;

/// <summary>Conversations over a connection: complete requests one after another, or one whose end is ambiguous.</summary>
internal static class ConversationInput
{
    /// <summary>The prefix of ordinary site ids.</summary>
    public const string PlainPrefix = "site-";

    private const int PlainSites = 400;

    private static readonly Gen<string> Sites = Gen.Frequency(
        (3, Gen.OneOf(OddTexts.Sites)),
        (3, Gen.Int[1, PlainSites].Select(number => $"{PlainPrefix}{number}")),
        (1, OddTexts.Any));

    private static readonly Gen<IReadOnlyList<int>> Cuts = Gen.Frequency(
        (6, Gen.Const((IReadOnlyList<int>)[])),
        (1, Gen.Int[0, 2000].Array[1, 6].Select(cuts => (IReadOnlyList<int>)cuts)));

    /// <param name="api">The gateway's API description.</param>
    /// <param name="now">The time around which the events lie.</param>
    public static Gen<Conversation> Any(ApiDescription api, DateTime now)
    {
        Gen<Exchange> whole = Gen.Frequency((9, PostInput.Any(now, Sites)), (5, new RouteInput(api).Any), (2, OddRequestInput.Any));
        Gen<Exchange> broken = Gen.Frequency((2, BrokenInput.Any), (3, BrokenInput.Wild(now)));
        return Gen.Frequency(
            (64, Gen.Select(whole.Array[1, 3], Gen.Bool, Cuts, (exchanges, isPipelined, cuts) => Array.Find(exchanges, IsEndless) is { } endless
                ? new Conversation([endless], false, cuts, true)
                : new Conversation(exchanges, isPipelined, cuts, false))),
            (24, Gen.Select(broken, Cuts, (exchange, cuts) => new Conversation([exchange], false, cuts, true))),
            (1, ErasureInput.Any(api, now)));
    }

    /// <summary>Returns whether the response never ends, as with live changes and logs, so that nothing behind it is answered.</summary>
    private static bool IsEndless(Exchange exchange)
    {
        ReadOnlySpan<byte> target = exchange.Bytes.AsSpan(0, exchange.Bytes.AsSpan().IndexOf((byte)'\r'));
        return target.IndexOf("live"u8) >= 0 || target.IndexOf("/Trace"u8) >= 0;
    }
}
