using System.Text;

namespace Footfall.Store;

/// <summary>
/// Parses libpq's list of keywords: <c>host=db port=5432 password='it''s'</c>, with backslashes before quotes and backslashes.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE</remarks>
internal static class ConnectionKeywords
{
    /// <returns>The keywords; null if the text has another form, such as Npgsql's.</returns>
    public static IReadOnlyList<(string Name, string Value)>? TryRead(string text)
    {
        var pairs = new List<(string Name, string Value)>();
        int i = 0;
        while (SkipSpaces(text, ref i))
        {
            int start = i;
            while (i < text.Length && (char.IsAsciiLetterLower(text[i]) || text[i] == '_'))
            {
                i++;
            }

            string name = text[start..i];
            SkipSpaces(text, ref i);
            if (!LibpqParameters.IsKnown(name) || i >= text.Length || text[i++] != '=')
            {
                return null;
            }

            SkipSpaces(text, ref i);
            if (ReadValue(text, ref i) is not { } value)
            {
                return null;
            }

            pairs.Add((name, value));
        }

        // "host=db;port=1" would be a single keyword here, but is Npgsql's form.
        return pairs.Count == 0 || (pairs.Count == 1 && pairs[0].Value.Contains(';', StringComparison.Ordinal)) ? null : pairs;
    }

    private static bool SkipSpaces(string text, ref int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i < text.Length;
    }

    private static string? ReadValue(string text, ref int i)
    {
        bool isQuoted = i < text.Length && text[i] == '\'';
        i += isQuoted ? 1 : 0;
        var value = new StringBuilder();
        while (i < text.Length && (isQuoted ? text[i] != '\'' : !char.IsWhiteSpace(text[i])))
        {
            i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
            value.Append(text[i++]);
        }

        // Null for an unterminated quote.
        return isQuoted && i++ >= text.Length ? null : value.ToString();
    }
}
