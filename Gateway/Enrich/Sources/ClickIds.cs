namespace Footfall.Enrich;

/// <summary>The names of kinds of click ids, as an event keeps them.</summary>
internal static class ClickIds
{
    /// <summary>Returns the usual name of the query parameter; null for none.</summary>
    public static string? NameOf(ClickIdKind kind) => kind switch
    {
        ClickIdKind.None => null,
        ClickIdKind.Gclid => "gclid",
        ClickIdKind.Gbraid => "gbraid",
        ClickIdKind.Wbraid => "wbraid",
        ClickIdKind.Dclid => "dclid",
        ClickIdKind.Msclkid => "msclkid",
        ClickIdKind.Ttclid => "ttclid",
        ClickIdKind.Twclid => "twclid",
        ClickIdKind.LiFatId => "li_fat_id",
        ClickIdKind.RdtCid => "rdt_cid",
        ClickIdKind.Sccid => "sccid",
        ClickIdKind.Yclid => "yclid",
        ClickIdKind.Fbclid => "fbclid",
        ClickIdKind.Epik => "epik",
        ClickIdKind.Igshid => "igshid",
        ClickIdKind.McEid => "mc_eid",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
