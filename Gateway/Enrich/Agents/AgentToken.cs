namespace Footfall.Enrich;

/// <summary>A word that a User-Agent may contain. Case matters, and a word is whole: <c>Line/</c> is not in <c>Offline/</c>.</summary>
/// <param name="Text">The word, at least one character.</param>
/// <param name="IsPrefix">Whether letters and digits may follow it: <c>AFT*</c> stands for <c>AFTMM</c> too.</param>
internal readonly record struct AgentToken(string Text, bool IsPrefix)
{
    public static AgentToken Parse(string text) => text.EndsWith('*') ? new(text[..^1], true) : new(text, false);

    public bool IsIn(ReadOnlySpan<char> text) => FindEnd(text) >= 0;

    /// <summary>Returns where the text goes on after the word; -1 when it is not there.</summary>
    public int FindEnd(ReadOnlySpan<char> text)
    {
        int from = 0;
        while (true)
        {
            int at = text[from..].IndexOf(Text, StringComparison.Ordinal);
            if (at < 0)
            {
                return -1;
            }

            at += from;
            int end = at + Text.Length;
            bool begins = at == 0 || !IsWordCharacter(text[at - 1]) || !IsWordCharacter(Text[0]);
            if (begins && (IsPrefix || end == text.Length || !IsWordCharacter(text[end]) || !IsWordCharacter(Text[^1])))
            {
                return end;
            }

            from = at + 1;
        }
    }

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character);
}
