namespace Footfall.Enrich;

/// <summary>A tag with its ASCII letters in lower case, for comparing with the words of rules.</summary>
internal readonly ref struct LowerText
{
    /// <summary>The most UTF-8 bytes that a tag has; what is beyond is not compared.</summary>
    public const int MaxBytes = CampaignTags.MaxLength * 3;

    private readonly ReadOnlySpan<byte> _text;

    /// <param name="text">The tag in UTF-8.</param>
    /// <param name="scratch">At least as long as the tag, or <see cref="MaxBytes"/> long.</param>
    public LowerText(ReadOnlySpan<byte> text, Span<byte> scratch)
    {
        int length = Math.Min(text.Length, scratch.Length);
        for (int i = 0; i < length; i++)
        {
            scratch[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        _text = scratch[..length];
    }

    public ReadOnlySpan<byte> Text => _text;

    public bool Is(ReadOnlySpan<byte> word) => _text.SequenceEqual(word);

    public bool Contains(ReadOnlySpan<byte> word) => _text.IndexOf(word) >= 0;
}
