namespace Footfall.Enrich;

/// <summary>The parts of a language tag, in the order in which they may follow each other (RFC 5646, section 2.1).</summary>
internal enum LanguagePart : byte
{
    None,
    Language,
    ExtendedLanguage,
    Script,
    Region,
    Variant,

    /// <summary>The letter or digit that begins an extension.</summary>
    Singleton,
    Extension,

    /// <summary>The <c>x</c> that begins the private part.</summary>
    PrivateStart,
    Private,
}

/// <summary>Says which part of a language tag a subtag is.</summary>
internal static class LanguageParts
{
    /// <summary>Returns the part that the next subtag is; none if it may not stand here.</summary>
    /// <param name="subtag">One to eight bytes.</param>
    /// <param name="before">The part of the subtag before; none at the beginning.</param>
    public static LanguagePart Next(ReadOnlySpan<byte> subtag, LanguagePart before)
    {
        bool isLetters = !subtag.ContainsAnyExcept(LanguageTag.Letters);
        bool isDigits = !subtag.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (!isLetters && !isDigits && subtag.ContainsAnyExcept(LanguageTag.LettersAndDigits))
        {
            return LanguagePart.None;
        }

        return before switch
        {
            LanguagePart.None => isLetters && subtag.Length > 1 ? LanguagePart.Language : LanguagePart.None,
            LanguagePart.PrivateStart or LanguagePart.Private => LanguagePart.Private,
            LanguagePart.Singleton => subtag.Length > 1 ? LanguagePart.Extension : LanguagePart.None,
            _ when subtag.Length == 1 => (subtag[0] | 0x20) == 'x' ? LanguagePart.PrivateStart : LanguagePart.Singleton,
            LanguagePart.Extension => LanguagePart.Extension,
            <= LanguagePart.ExtendedLanguage when isLetters && subtag.Length == 3 => LanguagePart.ExtendedLanguage,
            <= LanguagePart.ExtendedLanguage when isLetters && subtag.Length == 4 => LanguagePart.Script,
            <= LanguagePart.Script when (isLetters && subtag.Length == 2) || (isDigits && subtag.Length == 3) => LanguagePart.Region,
            _ when subtag.Length >= 5 || (subtag.Length == 4 && char.IsAsciiDigit((char)subtag[0])) => LanguagePart.Variant,
            _ => LanguagePart.None,
        };
    }

    /// <summary>Returns whether a tag may end with this part: extensions and the private part are not empty.</summary>
    public static bool IsComplete(LanguagePart part) =>
        part is not (LanguagePart.None or LanguagePart.Singleton or LanguagePart.PrivateStart);
}
