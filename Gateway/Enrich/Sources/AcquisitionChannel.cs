namespace Footfall.Enrich;

/// <summary>The kind of way by which a visit came. Values are stored, so they are never reused.</summary>
internal enum AcquisitionChannel : byte
{
    Direct = 0,
    CrossNetwork = 1,
    PaidShopping = 2,
    PaidSearch = 3,
    PaidSocial = 4,
    PaidVideo = 5,
    Display = 6,
    PaidOther = 7,
    OrganicShopping = 8,
    OrganicSocial = 9,
    OrganicVideo = 10,
    AiAssistants = 11,
    OrganicSearch = 12,
    Email = 13,
    Affiliates = 14,
    Audio = 15,
    Sms = 16,
    MobilePush = 17,
    Referral = 18,
}
