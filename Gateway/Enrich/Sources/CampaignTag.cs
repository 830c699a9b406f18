namespace Footfall.Enrich;

/// <summary>The five tags that a link of a campaign carries.</summary>
internal enum CampaignTag : byte
{
    Source,
    Medium,
    Campaign,
    Content,
    Term,
}
