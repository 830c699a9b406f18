using System.Text;

namespace Footfall.Enrich;

/// <summary>A name of a query parameter that says where a visit came from, in lower case.</summary>
/// <param name="Utf8">The name.</param>
/// <param name="ClickId">The kind of click id, or none if the parameter is a tag.</param>
/// <param name="Tag">The tag, if <paramref name="ClickId"/> is none.</param>
/// <param name="Rank">Of several names of one tag in an address, the one with the smallest rank counts.</param>
internal sealed record QueryName(byte[] Utf8, ClickIdKind ClickId, CampaignTag Tag, int Rank)
{
    public const int MaxLength = 16;

    private static readonly string[] CampaignPrefixes = ["utm_", "mtm_", "matomo_", "pk_", "piwik_"];

    /// <summary>The names, by their length.</summary>
    private static readonly QueryName[][] ByLength = Group([.. Tags(), .. ClickIds()]);

    /// <summary>Returns null for any other name. Upper and lower case are the same.</summary>
    /// <param name="name">The name in UTF-8, decoded.</param>
    public static QueryName? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return null;
        }

        foreach (QueryName known in ByLength[name.Length])
        {
            // The first letter tells most names apart without the call.
            if ((name[0] | 0x20) == known.Utf8[0] && Ascii.EqualsIgnoreCase(name, known.Utf8))
            {
                return known;
            }
        }

        return null;
    }

    private static IEnumerable<QueryName> Tags()
    {
        for (int rank = 0; rank < CampaignPrefixes.Length; rank++)
        {
            string prefix = CampaignPrefixes[rank];
            yield return NewTag(prefix + "source", CampaignTag.Source, rank);
            yield return NewTag(prefix + "medium", CampaignTag.Medium, rank);
            yield return NewTag(prefix + "campaign", CampaignTag.Campaign, rank);
            yield return NewTag(prefix + "content", CampaignTag.Content, rank);
            yield return NewTag(prefix + "term", CampaignTag.Term, rank);

            // Matomo's own names of the term; utm_keyword does not exist.
            if (rank > 0)
            {
                yield return NewTag(prefix + "keyword", CampaignTag.Term, rank);
                yield return NewTag(prefix + "kwd", CampaignTag.Term, rank);
            }
        }

        yield return NewTag("source", CampaignTag.Source, CampaignPrefixes.Length);
        yield return NewTag("ref", CampaignTag.Source, CampaignPrefixes.Length + 1);
    }

    private static IEnumerable<QueryName> ClickIds() =>
    [
        NewClickId("gclid", ClickIdKind.Gclid),
        NewClickId("gbraid", ClickIdKind.Gbraid),
        NewClickId("wbraid", ClickIdKind.Wbraid),
        NewClickId("dclid", ClickIdKind.Dclid),
        NewClickId("msclkid", ClickIdKind.Msclkid),
        NewClickId("ttclid", ClickIdKind.Ttclid),
        NewClickId("twclid", ClickIdKind.Twclid),
        NewClickId("li_fat_id", ClickIdKind.LiFatId),
        NewClickId("rdt_cid", ClickIdKind.RdtCid),
        NewClickId("sccid", ClickIdKind.Sccid),
        NewClickId("yclid", ClickIdKind.Yclid),
        NewClickId("fbclid", ClickIdKind.Fbclid),
        NewClickId("epik", ClickIdKind.Epik),
        NewClickId("igshid", ClickIdKind.Igshid),
        NewClickId("igsh", ClickIdKind.Igshid),
        NewClickId("mc_eid", ClickIdKind.McEid),
    ];

    private static QueryName NewTag(string name, CampaignTag tag, int rank) =>
        new(Encoding.ASCII.GetBytes(name), ClickIdKind.None, tag, rank);

    private static QueryName NewClickId(string name, ClickIdKind kind) => new(Encoding.ASCII.GetBytes(name), kind, default, 0);

    private static QueryName[][] Group(QueryName[] names) =>
        [.. Enumerable.Range(0, MaxLength + 1).Select(length => names.Where(name => name.Utf8.Length == length).ToArray())];
}
