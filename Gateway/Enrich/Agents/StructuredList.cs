using System.Buffers;

namespace Footfall.Enrich;

/// <summary>
/// Reads a list of RFC 8941, section 3.1, member by member: <c>"Chromium";v="153", "Not?A_Brand";v="8"</c>. Of the parameters only
/// <c>v</c> is kept. Lists within lists do not occur in client hints and count as malformed.
/// </summary>
/// <remarks>A caller must drop what it read when <see cref="IsMalformed"/> is true at the end: the RFC ignores such a header as a whole.</remarks>
/// <param name="text">The header.</param>
internal ref struct StructuredList(ReadOnlySpan<char> text)
{
    /// <summary>The characters of tokens, numbers and booleans, more generously than the RFC: their values are not used.</summary>
    private static readonly SearchValues<char> ItemCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:/!#$%&'*+.^_`|~?@-");

    private ReadOnlySpan<char> _rest = text.Trim(" \t");

    /// <summary>Whether the text turned out not to be a list.</summary>
    public bool IsMalformed { get; private set; }

    /// <param name="value">The member's text without quotes, escapes as sent; empty for members that are no text.</param>
    /// <param name="version">The text of its parameter <c>v</c>; empty without one.</param>
    /// <returns>False at the end, and when the list is malformed.</returns>
    public bool TryRead(out ReadOnlySpan<char> value, out ReadOnlySpan<char> version)
    {
        value = [];
        version = [];
        if (_rest.IsEmpty || IsMalformed)
        {
            return false;
        }

        IsMalformed = !TryReadItem(out value) || !TryReadParameters(out version) || !TrySkipComma();
        return !IsMalformed;
    }

    private bool TryReadItem(out ReadOnlySpan<char> value)
    {
        value = [];
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest[0] == '"')
        {
            return TryReadText(out value);
        }

        int length = _rest.IndexOfAnyExcept(ItemCharacters);
        length = length < 0 ? _rest.Length : length;
        _rest = _rest[length..];
        return length > 0;
    }

    private bool TryReadText(out ReadOnlySpan<char> value)
    {
        for (int i = 1; i < _rest.Length; i++)
        {
            switch (_rest[i])
            {
                case '"':
                    value = _rest[1..i];
                    _rest = _rest[(i + 1)..];
                    return true;
                case '\\' when i + 1 < _rest.Length && _rest[i + 1] is '"' or '\\':
                    i++;
                    break;
                case '\\' or < ' ' or > '~':
                    value = [];
                    return false;
            }
        }

        value = [];
        return false;
    }

    private bool TryReadParameters(out ReadOnlySpan<char> version)
    {
        version = [];
        while (!_rest.IsEmpty && _rest[0] == ';')
        {
            _rest = _rest[1..].TrimStart(' ');
            int length = _rest.IndexOfAnyExcept(ItemCharacters);
            length = length < 0 ? _rest.Length : length;
            if (length == 0)
            {
                return false;
            }

            ReadOnlySpan<char> key = _rest[..length];
            _rest = _rest[length..];
            if (_rest.IsEmpty || _rest[0] != '=')
            {
                continue;
            }

            _rest = _rest[1..];
            if (!TryReadItem(out ReadOnlySpan<char> value))
            {
                return false;
            }

            version = key is "v" ? value : version;
        }

        return true;
    }

    /// <summary>A member follows every comma.</summary>
    private bool TrySkipComma()
    {
        _rest = _rest.TrimStart(" \t");
        if (_rest.IsEmpty)
        {
            return true;
        }

        bool isComma = _rest[0] == ',';
        _rest = _rest[1..].TrimStart(" \t");
        return isComma && !_rest.IsEmpty;
    }
}
