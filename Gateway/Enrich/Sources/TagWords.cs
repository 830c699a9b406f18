namespace Footfall.Enrich;

/// <summary>What the words of tags mean, each as Google Analytics defines it unless a comment says otherwise.</summary>
internal static class TagWords
{
    /// <summary>The medium of a paid click.</summary>
    /// <remarks>Google Analytics finds <c>cp</c> anywhere. Here a letter must follow, so <c>mcp</c> and <c>tcp</c> are not paid.</remarks>
    public static bool IsPaidMedium(in LowerText medium) =>
        medium.Is("ppc"u8) || medium.Is("retargeting"u8) || medium.Is("cp"u8) || medium.Text.StartsWith("paid"u8)
        || HasCostPer(medium.Text);

    public static bool IsDisplayMedium(in LowerText medium) =>
        medium.Is("display"u8) || medium.Is("banner"u8) || medium.Is("expandable"u8) || medium.Is("interstitial"u8) || medium.Is("cpm"u8);

    public static bool IsSocialMedium(in LowerText medium) =>
        medium.Is("social"u8) || medium.Is("social-network"u8) || medium.Is("social-media"u8) || medium.Is("sm"u8)
        || medium.Is("social network"u8) || medium.Is("social media"u8);

    public static bool IsReferralMedium(in LowerText medium) => medium.Is("referral"u8) || medium.Is("app"u8) || medium.Is("link"u8);

    public static bool IsPushMedium(in LowerText medium) =>
        medium.Text.EndsWith("push"u8) || medium.Contains("mobile"u8) || medium.Contains("notification"u8);

    /// <summary>A medium, or a tag of the source, that says e-mail.</summary>
    /// <remarks>Google Analytics compares the whole tag, and has no newsletters.</remarks>
    public static bool IsEmail(in LowerText tag) =>
        tag.Contains("email"u8) || tag.Contains("e-mail"u8) || tag.Contains("e_mail"u8) || tag.Contains("e mail"u8)
        || tag.Contains("newsletter"u8);

    /// <summary>A campaign of a shop: <c>shopping</c> anywhere, or <c>shop</c> that no letter but <c>e</c> precedes.</summary>
    public static bool IsShoppingCampaign(in LowerText campaign)
    {
        ReadOnlySpan<byte> rest = campaign.Text;
        byte before = (byte)' ';
        while (rest.IndexOf("shop"u8) is >= 0 and var at)
        {
            before = at > 0 ? rest[at - 1] : before;
            if (before == 'e' || !char.IsAsciiLetterLower((char)before) || rest[at..].StartsWith("shopping"u8))
            {
                return true;
            }

            rest = rest[(at + "shop".Length)..];
            before = (byte)'p';
        }

        return false;
    }

    private static bool HasCostPer(ReadOnlySpan<byte> medium)
    {
        while (medium.IndexOf("cp"u8) is >= 0 and var at && at + 2 < medium.Length)
        {
            if (char.IsAsciiLetterLower((char)medium[at + 2]))
            {
                return true;
            }

            medium = medium[(at + 2)..];
        }

        return false;
    }
}
