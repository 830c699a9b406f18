namespace Footfall.Enrich;

/// <summary>A tag with its ASCII letters in lower case, for comparing with the words of rules.</summary>
internal readonly ref struct LowerText
{
    /// <summary>The most UTF-8 bytes that a tag has; what is beyond is not compared.</summary>
    private const int MaxBytes = CampaignTags.MaxLength * 3;

    private readonly ReadOnlySpan<byte> _text;

    /// <param name="text">The tag in UTF-8.</param>
    /// <param name="scratch">As long as <see cref="LengthOf"/> says.</param>
    public LowerText(ReadOnlySpan<byte> text, Span<byte> scratch)
    {
        for (int i = 0; i < scratch.Length; i++)
        {
            scratch[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        _text = scratch;
    }

    public ReadOnlySpan<byte> Text => _text;

    public static int LengthOf(ReadOnlySpan<byte> text) => Math.Min(text.Length, MaxBytes);

    public bool Is(ReadOnlySpan<byte> word) => _text.SequenceEqual(word);

    public bool Contains(ReadOnlySpan<byte> word) => _text.IndexOf(word) >= 0;
}
