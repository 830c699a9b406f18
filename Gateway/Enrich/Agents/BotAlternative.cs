using System.Text;
using System.Text.RegularExpressions;

namespace Footfall.Enrich;

/// <summary>One line of <c>isbot.txt</c>.</summary>
/// <param name="Expression">The regular expression.</param>
/// <param name="Literal">The text that it stands for, when it is no more than a text; null otherwise.</param>
/// <param name="IsAnchored">Whether the User-Agent must begin with it.</param>
internal sealed record BotAlternative(string Expression, string? Literal, bool IsAnchored)
{
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Made when a bot is found by it for the first time.</summary>
    private Regex? _regex;

    /// <exception cref="ArgumentException">The line is not a regular expression.</exception>
    public static BotAlternative Parse(string expression)
    {
        bool isAnchored = expression.StartsWith('^');
        string? literal = ToLiteral(isAnchored ? expression[1..] : expression);
        if (literal is null)
        {
            _ = new Regex(expression, Options);
        }

        return new BotAlternative(expression, literal, isAnchored);
    }

    public bool IsMatch(ReadOnlySpan<char> userAgent) => Literal switch
    {
        null => (_regex ??= new Regex(Expression, Options)).IsMatch(userAgent),
        _ when IsAnchored => userAgent.StartsWith(Literal, StringComparison.OrdinalIgnoreCase),
        _ => userAgent.Contains(Literal, StringComparison.OrdinalIgnoreCase),
    };

    private static string? ToLiteral(string expression)
    {
        expression = expression.Replace("[ ]", " ", StringComparison.Ordinal);
        var literal = new StringBuilder();
        for (int i = 0; i < expression.Length; i++)
        {
            char character = expression[i];
            if (character == '\\' && i + 1 < expression.Length && char.IsAsciiLetterOrDigit(expression[i + 1]))
            {
                return null;
            }

            if (character == '\\')
            {
                i++;
            }
            else if (character is '^' or '$' or '.' or '|' or '?' or '*' or '+' or '(' or ')' or '[' or ']' or '{' or '}')
            {
                return null;
            }

            literal.Append(expression[i]);
        }

        return literal.Length == 0 ? null : literal.ToString();
    }
}
