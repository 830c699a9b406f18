using System.Buffers;

namespace Footfall.Enrich;

/// <summary>Many texts that one search looks for together, without regard to case.</summary>
/// <param name="texts">The texts, in order of precedence.</param>
internal sealed class TextSet(string[] texts)
{
    private readonly SearchValues<string> _search = SearchValues.Create(texts, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the index of the first of the texts, in their order, that stands anywhere in another; -1 when none does.</summary>
    public int FindFirst(ReadOnlySpan<char> text)
    {
        int first = texts.Length;
        for (int from = 0; from < text.Length; from++)
        {
            int at = text[from..].IndexOfAny(_search);
            if (at < 0)
            {
                break;
            }

            from += at;
            int here = IndexAtStart(text[from..], first);
            first = here < 0 ? first : here;
        }

        return first == texts.Length ? -1 : first;
    }

    private int IndexAtStart(ReadOnlySpan<char> text, int end)
    {
        for (int i = 0; i < end; i++)
        {
            if (text.StartsWith(texts[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
