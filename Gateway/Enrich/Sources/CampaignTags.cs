namespace Footfall.Enrich;

/// <summary>The values of the five tags in UTF-8, decoded, as typed; empty where absent.</summary>
/// <remarks>None has more than <see cref="MaxLength"/> UTF-16 units, a NUL, or white space at its ends. Longer values are cut.</remarks>
internal readonly ref struct CampaignTags
{
    public const int MaxLength = 255;

    public ReadOnlySpan<byte> Source { get; init; }

    public ReadOnlySpan<byte> Medium { get; init; }

    public ReadOnlySpan<byte> Campaign { get; init; }

    public ReadOnlySpan<byte> Content { get; init; }

    public ReadOnlySpan<byte> Term { get; init; }
}

/// <summary>The five tags that a link of a campaign carries.</summary>
internal enum CampaignTag : byte
{
    Source,
    Medium,
    Campaign,
    Content,
    Term,
}
