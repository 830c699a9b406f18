namespace Footfall.Enrich;

/// <summary>
/// The kind of click id in a page's address. The id itself names one click of one person, so it is never kept.
/// </summary>
/// <remarks>
/// Values are stored, so they are never reused. An address with several ids has the kind of the smallest value: ids that only
/// advertisements carry come first.
/// </remarks>
internal enum ClickIdKind : byte
{
    None = 0,
    Gclid = 1,
    Gbraid = 2,
    Wbraid = 3,
    Dclid = 4,
    Msclkid = 5,
    Ttclid = 6,
    Twclid = 7,
    LiFatId = 8,
    RdtCid = 9,
    Sccid = 10,
    Yclid = 11,

    /// <summary>Facebook and Instagram append it to every outbound link, not to advertisements only.</summary>
    Fbclid = 12,

    /// <summary>Pinterest.</summary>
    Epik = 13,

    /// <summary>A shared link of Instagram.</summary>
    Igshid = 14,

    /// <summary>A recipient of a Mailchimp e-mail.</summary>
    McEid = 15,
}
