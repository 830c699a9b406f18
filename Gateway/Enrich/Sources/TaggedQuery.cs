using System.Runtime.CompilerServices;

namespace Footfall.Enrich;

/// <summary>The query of a page's address, of which tags and the kind of click id are read, and nothing else.</summary>
/// <remarks>
/// A tag has several names. The best one with a value counts, <c>utm_source</c> before <c>source</c> before <c>ref</c>, and the
/// first if it is there twice, as in browsers' <c>URLSearchParams.get</c>.
/// </remarks>
internal readonly ref struct TaggedQuery
{
    private const int TagCount = 5;

    public CampaignTags Tags { get; private init; }

    public ClickIdKind ClickId { get; private init; }

    /// <summary>Reads a query; never throws.</summary>
    /// <param name="query">Without the question mark; any bytes.</param>
    /// <param name="scratch">At least as long as the query.</param>
    public static TaggedQuery Read(ReadOnlySpan<byte> query, Span<byte> scratch)
    {
        FoundValues found = default;
        ClickIdKind clickId = ClickIdKind.None;
        int start = 0;
        while (start < query.Length)
        {
            int length = query[start..].IndexOf((byte)'&');
            length = length < 0 ? query.Length - start : length;
            ReadOnlySpan<byte> pair = query.Slice(start, length);
            int equals = pair.IndexOf((byte)'=');
            if (equals > 0 && equals < pair.Length - 1 && Find(pair[..equals]) is { } name)
            {
                if (name.ClickId != ClickIdKind.None)
                {
                    clickId = clickId == ClickIdKind.None || name.ClickId < clickId ? name.ClickId : clickId;
                }
                else
                {
                    found[(int)name.Tag] = found[(int)name.Tag].OrBetter(start + equals + 1, length - equals - 1, name.Rank);
                }
            }

            start += length + 1;
        }

        return new TaggedQuery
        {
            ClickId = clickId,
            Tags = new CampaignTags
            {
                Source = Decode(query, found[(int)CampaignTag.Source], ref scratch),
                Medium = Decode(query, found[(int)CampaignTag.Medium], ref scratch),
                Campaign = Decode(query, found[(int)CampaignTag.Campaign], ref scratch),
                Content = Decode(query, found[(int)CampaignTag.Content], ref scratch),
                Term = Decode(query, found[(int)CampaignTag.Term], ref scratch),
            },
        };
    }

    private static QueryName? Find(ReadOnlySpan<byte> name)
    {
        // Addresses copied from HTML keep its escape of the ampersand.
        name = name.StartsWith("amp;"u8) ? name[4..] : name;
        if (!name.Contains((byte)'%'))
        {
            return QueryName.Find(name);
        }

        Span<byte> decoded = stackalloc byte[QueryName.MaxLength + 1];
        return QueryName.Find(decoded[..PercentText.DecodeValue(name, decoded)]);
    }

    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> query, FoundValue found, scoped ref Span<byte> scratch)
    {
        ReadOnlySpan<byte> value = query.Slice(found.Start, found.Length);
        if (value.ContainsAny((byte)'%', (byte)'+', (byte)0))
        {
            int length = PercentText.DecodeValue(value, scratch);
            value = scratch[..length];
            scratch = scratch[length..];
        }

        return Utf8Cut.To(PageUrl.TrimEnds(value), CampaignTags.MaxLength);
    }

    /// <summary>Where the value of a tag is in the query; of length 0 while none was found.</summary>
    private readonly record struct FoundValue(int Start, int Length, int Rank)
    {
        public FoundValue OrBetter(int start, int length, int rank) =>
            Length == 0 || rank < Rank ? new FoundValue(start, length, rank) : this;
    }

    [InlineArray(TagCount)]
    private struct FoundValues
    {
        private FoundValue _first;
    }
}
