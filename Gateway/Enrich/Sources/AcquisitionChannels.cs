using System.Text;

namespace Footfall.Enrich;

/// <summary>
/// Chooses the channel of a visit: a pure function of its source, tags and click id. The rules are tried in the order of
/// <see cref="AcquisitionChannel"/>; a visit that none is about is direct.
/// </summary>
/// <remarks>
/// The definitions are those of Google Analytics' default channel group (support.google.com/analytics/answer/9756891). This folder's
/// README lists where ours are different, and why. Upper and lower case are the same everywhere.
/// </remarks>
internal static class AcquisitionChannels
{
    /// <summary>Returns the channel of a visit.</summary>
    /// <param name="source">The source, from <see cref="SourceTable.Resolve"/>.</param>
    /// <param name="medium">The tag of the medium; empty if there is none.</param>
    /// <param name="campaign">The tag of the campaign; empty if there is none.</param>
    /// <param name="clickId">The kind of click id in the page's address.</param>
    /// <param name="hasReferrer">Whether the visit has a referrer that is kept.</param>
    public static AcquisitionChannel Choose(
        in TrafficSource source, ReadOnlySpan<byte> medium, ReadOnlySpan<byte> campaign, ClickIdKind clickId, bool hasReferrer)
    {
        var mediumText = new LowerText(medium, stackalloc byte[LowerText.LengthOf(medium)]);
        var campaignText = new LowerText(campaign, stackalloc byte[LowerText.LengthOf(campaign)]);
        if (campaignText.Contains("cross-network"u8))
        {
            return AcquisitionChannel.CrossNetwork;
        }

        // A click id counts if no source contradicts it: an address of an advertisement may have been shared elsewhere.
        bool isOfNowhere = source.Name.IsEmpty && !hasReferrer;
        AdClick? click = AdClick.Of(clickId);
        bool isAdClick = click is not null && (isOfNowhere || IsNamed(source, click.Network));
        SourceCategory category = isOfNowhere && click is not null ? click.Category : source.Category;
        bool isShopping = category == SourceCategory.Shopping || TagWords.IsShoppingCampaign(campaignText);
        bool isPaid = isAdClick || source.IsPaid || TagWords.IsPaidMedium(mediumText);
        if (isPaid && FindPaid(category, isShopping) is { } paid)
        {
            return paid;
        }

        if (TagWords.IsDisplayMedium(mediumText) || (isOfNowhere && clickId == ClickIdKind.Dclid))
        {
            return AcquisitionChannel.Display;
        }

        return isPaid ? AcquisitionChannel.PaidOther
            : isShopping ? AcquisitionChannel.OrganicShopping
            : ChooseUnpaid(source, mediumText, clickId, isOfNowhere);
    }

    /// <summary>The channel's name in reports and filters.</summary>
    public static string NameOf(AcquisitionChannel channel) => channel switch
    {
        AcquisitionChannel.Direct => "Direct",
        AcquisitionChannel.CrossNetwork => "Cross-network",
        AcquisitionChannel.PaidShopping => "Paid Shopping",
        AcquisitionChannel.PaidSearch => "Paid Search",
        AcquisitionChannel.PaidSocial => "Paid Social",
        AcquisitionChannel.PaidVideo => "Paid Video",
        AcquisitionChannel.Display => "Display",
        AcquisitionChannel.PaidOther => "Paid Other",
        AcquisitionChannel.OrganicShopping => "Organic Shopping",
        AcquisitionChannel.OrganicSocial => "Organic Social",
        AcquisitionChannel.OrganicVideo => "Organic Video",
        AcquisitionChannel.AiAssistants => "AI Assistants",
        AcquisitionChannel.OrganicSearch => "Organic Search",
        AcquisitionChannel.Email => "Email",
        AcquisitionChannel.Affiliates => "Affiliates",
        AcquisitionChannel.Audio => "Audio",
        AcquisitionChannel.Sms => "SMS",
        AcquisitionChannel.MobilePush => "Mobile Push Notifications",
        AcquisitionChannel.Referral => "Referral",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    private static AcquisitionChannel? FindPaid(SourceCategory category, bool isShopping) => category switch
    {
        _ when isShopping => AcquisitionChannel.PaidShopping,
        SourceCategory.Search => AcquisitionChannel.PaidSearch,
        SourceCategory.Social => AcquisitionChannel.PaidSocial,
        SourceCategory.Video => AcquisitionChannel.PaidVideo,
        _ => null,
    };

    private static AcquisitionChannel ChooseUnpaid(in TrafficSource source, in LowerText medium, ClickIdKind clickId, bool isOfNowhere)
    {
        SourceCategory category = source.Category;
        var tag = new LowerText(source.Tag, stackalloc byte[LowerText.LengthOf(source.Tag)]);
        return category == SourceCategory.Social || TagWords.IsSocialMedium(medium) ? AcquisitionChannel.OrganicSocial
            : category == SourceCategory.Video || medium.Contains("video"u8) ? AcquisitionChannel.OrganicVideo
            : category == SourceCategory.Ai || medium.Is("ai-assistant"u8) ? AcquisitionChannel.AiAssistants
            : category == SourceCategory.Search || medium.Is("organic"u8) ? AcquisitionChannel.OrganicSearch
            : category == SourceCategory.Email || TagWords.IsEmail(tag) || TagWords.IsEmail(medium) ? AcquisitionChannel.Email
            : isOfNowhere && clickId == ClickIdKind.McEid ? AcquisitionChannel.Email
            : medium.Is("affiliate"u8) ? AcquisitionChannel.Affiliates
            : category == SourceCategory.Audio || medium.Is("audio"u8) ? AcquisitionChannel.Audio
            : tag.Is("sms"u8) || medium.Is("sms"u8) ? AcquisitionChannel.Sms
            : tag.Is("firebase"u8) || TagWords.IsPushMedium(medium) ? AcquisitionChannel.MobilePush
            : !isOfNowhere || TagWords.IsReferralMedium(medium) ? AcquisitionChannel.Referral
            : AcquisitionChannel.Direct;
    }

    private static bool IsNamed(in TrafficSource source, string network) =>
        source.Name.Length == network.Length && Ascii.EqualsIgnoreCase(source.Name, network);
}
