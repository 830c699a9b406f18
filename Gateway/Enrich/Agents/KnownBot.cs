namespace Footfall.Enrich;

/// <summary>A line of <c>bots.tsv</c>.</summary>
/// <param name="Line">Its number; of two that fit, the lower one decides.</param>
/// <param name="Token">The text that gives the program away, without regard to case.</param>
/// <param name="IsPrefix">Whether the User-Agent begins with it.</param>
/// <param name="IsWhole">Whether the User-Agent is it.</param>
/// <param name="Kind">What the program is for.</param>
/// <param name="Name">Its name; empty for people.</param>
internal sealed record KnownBot(int Line, string Token, bool IsPrefix, bool IsWhole, BotKind Kind, string Name)
{
    public bool IsAnchored => IsPrefix || IsWhole;

    public bool IsMatch(ReadOnlySpan<char> userAgent) =>
        IsWhole ? userAgent.Equals(Token, StringComparison.OrdinalIgnoreCase)
        : IsPrefix ? userAgent.StartsWith(Token, StringComparison.OrdinalIgnoreCase)
        : userAgent.Contains(Token, StringComparison.OrdinalIgnoreCase);
}
