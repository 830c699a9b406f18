using System.Text;

namespace Footfall.Enrich;

/// <summary>What the room makes of an address and a referrer, as text that tests compare.</summary>
internal sealed record Enriched
{
    public required UrlFault Fault { get; init; }

    public required string Hostname { get; init; }

    public required string Path { get; init; }

    /// <summary>Source, medium, campaign, content and term.</summary>
    public required string[] Tags { get; init; }

    public required ClickIdKind ClickId { get; init; }

    public required string Referrer { get; init; }

    public required string Source { get; init; }

    public required SourceCategory Category { get; init; }

    public required bool IsPaid { get; init; }

    public required AcquisitionChannel Channel { get; init; }

    public static Enriched Of(string url, string referrer = "") => Of(Encoding.UTF8.GetBytes(url), Encoding.UTF8.GetBytes(referrer));

    public static Enriched Of(ReadOnlySpan<byte> url, ReadOnlySpan<byte> referrer)
    {
        PageUrl page = PageUrl.Read(url, new byte[PageUrl.ScratchBytes]);
        Referrer from = Enrich.Referrer.Read(referrer, page.Hostname, new byte[Enrich.Referrer.ScratchBytes]);
        TrafficSource source = SourceTable.Default.Resolve(page.Tags.Source, from);
        return new Enriched
        {
            Fault = page.Fault,
            Hostname = Text(page.Hostname),
            Path = Text(page.Path),
            Tags = [Text(page.Tags.Source), Text(page.Tags.Medium), Text(page.Tags.Campaign), Text(page.Tags.Content), Text(page.Tags.Term)],
            ClickId = page.ClickId,
            Referrer = Text(from.Text),
            Source = Text(source.Name),
            Category = source.Category,
            IsPaid = source.IsPaid,
            Channel = AcquisitionChannels.Choose(source, page.Tags.Medium, page.Tags.Campaign, page.ClickId, from.IsPresent),
        };
    }

    /// <exception cref="DecoderFallbackException">The bytes are not UTF-8, so they could not be stored.</exception>
    private static string Text(ReadOnlySpan<byte> utf8) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
}
