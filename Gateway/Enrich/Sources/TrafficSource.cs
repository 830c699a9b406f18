namespace Footfall.Enrich;

/// <summary>Where a visit came from; the default value is nowhere known.</summary>
internal readonly ref struct TrafficSource
{
    /// <summary>The known name, or the tag as typed, or the referrer's host; empty if there is none of them.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public SourceCategory Category { get; init; }

    /// <summary>Whether the tag or host stands for advertisements only, such as <c>adwords</c>.</summary>
    public bool IsPaid { get; init; }

    /// <summary>The tag as typed, if the source comes from one; otherwise empty.</summary>
    public ReadOnlySpan<byte> Tag { get; init; }
}
