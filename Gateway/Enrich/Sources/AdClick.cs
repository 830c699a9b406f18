namespace Footfall.Enrich;

/// <summary>The network whose advertisements, and nothing else, carry a kind of click id.</summary>
/// <param name="Network">The network's name in the table of sources.</param>
/// <param name="Category">The network's category, used for visits without any other source.</param>
internal sealed record AdClick(string Network, SourceCategory Category)
{
    private static readonly AdClick Google = new("Google", SourceCategory.Search);
    private static readonly AdClick Bing = new("Bing", SourceCategory.Search);
    private static readonly AdClick TikTok = new("TikTok", SourceCategory.Social);
    private static readonly AdClick Twitter = new("X (Twitter)", SourceCategory.Social);
    private static readonly AdClick LinkedIn = new("LinkedIn", SourceCategory.Social);
    private static readonly AdClick Reddit = new("Reddit", SourceCategory.Social);
    private static readonly AdClick Snapchat = new("Snapchat", SourceCategory.Social);
    private static readonly AdClick Yandex = new("Yandex", SourceCategory.Search);

    /// <summary>Returns null for kinds that links without an advertisement carry too, and for none.</summary>
    public static AdClick? Of(ClickIdKind kind) => kind switch
    {
        ClickIdKind.Gclid or ClickIdKind.Gbraid or ClickIdKind.Wbraid => Google,
        ClickIdKind.Msclkid => Bing,
        ClickIdKind.Ttclid => TikTok,
        ClickIdKind.Twclid => Twitter,
        ClickIdKind.LiFatId => LinkedIn,
        ClickIdKind.RdtCid => Reddit,
        ClickIdKind.Sccid => Snapchat,
        ClickIdKind.Yclid => Yandex,
        _ => null,
    };
}
