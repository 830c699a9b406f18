namespace Footfall.Enrich;

/// <summary>Whether a request came from a program, and how we know. The default is a person.</summary>
/// <param name="Layer">What gave it away; <see cref="BotLayer.None"/> for people.</param>
/// <param name="Kind">What the program is for.</param>
/// <param name="Reason">
/// The program's name, or what is wrong with the headers; null for people. All reasons come from our own lists, so their number is bounded
/// whatever is sent.
/// </param>
internal readonly record struct BotVerdict(BotLayer Layer, BotKind Kind, string? Reason)
{
    public bool IsBot => Layer != BotLayer.None;
}
