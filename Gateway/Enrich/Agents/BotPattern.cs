using System.Buffers;
using System.Text.RegularExpressions;

namespace Footfall.Enrich;

/// <summary>
/// The pattern of isbot. It means exactly what its lines joined by <c>|</c> mean, which a test holds, and is faster: most lines are plain
/// texts, which one search finds together; the rest are two regular expressions, one of them for the beginning only.
/// </summary>
internal sealed class BotPattern
{
    private readonly BotAlternative[] _alternatives;
    private readonly SearchValues<string> _literals;
    private readonly string[] _prefixes;
    private readonly Regex? _anchored;
    private readonly Regex? _floating;

    private BotPattern(BotAlternative[] alternatives)
    {
        // Plain texts first, since they tell more of a program than the expressions that many programs fit.
        _alternatives = [.. alternatives.OrderBy(alternative => alternative.Literal is null)];
        _literals = SearchValues.Create(
            [.. alternatives.Where(alternative => !alternative.IsAnchored).Select(alternative => alternative.Literal).OfType<string>()],
            StringComparison.OrdinalIgnoreCase);
        _prefixes = [.. alternatives.Where(alternative => alternative.IsAnchored).Select(alternative => alternative.Literal).OfType<string>()];
        _anchored = Join(alternatives.Where(alternative => alternative is { Literal: null, IsAnchored: true }));
        _floating = Join(alternatives.Where(alternative => alternative is { Literal: null, IsAnchored: false }));
    }

    /// <exception cref="FormatException">A line of the file is wrong; the message names it.</exception>
    public static BotPattern Read(AgentDataFile file) => new([.. file.Rows().Select(row => ReadAlternative(file, row))]);

    /// <summary>Returns the first alternative that fits, plain texts before expressions, in the order of the file; null when none does.</summary>
    public string? Find(ReadOnlySpan<char> userAgent) => IsMatch(userAgent) ? FindFirst(userAgent) : null;

    public bool IsMatch(ReadOnlySpan<char> userAgent) => userAgent.ContainsAny(_literals)
        || BeginsWithPrefix(userAgent)
        || _anchored?.IsMatch(userAgent) == true
        || _floating?.IsMatch(userAgent) == true;

    private bool BeginsWithPrefix(ReadOnlySpan<char> userAgent)
    {
        foreach (string prefix in _prefixes)
        {
            if (userAgent.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private string? FindFirst(ReadOnlySpan<char> userAgent)
    {
        foreach (BotAlternative alternative in _alternatives)
        {
            if (alternative.IsMatch(userAgent))
            {
                return alternative.Expression;
            }
        }

        return null;
    }

    private static BotAlternative ReadAlternative(AgentDataFile file, AgentDataRow row)
    {
        try
        {
            return BotAlternative.Parse(row.Cells[0]);
        }
        catch (ArgumentException exception)
        {
            throw file.Fault(row, $"not a regular expression ({exception.Message})");
        }
    }

    private static Regex? Join(IEnumerable<BotAlternative> alternatives)
    {
        string[] expressions = [.. alternatives.Select(alternative => alternative.Expression)];
        return expressions.Length == 0 ? null : new Regex(string.Join('|', expressions), BotAlternative.Options | RegexOptions.Compiled);
    }
}
