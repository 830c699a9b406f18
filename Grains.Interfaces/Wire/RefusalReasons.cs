using System.Collections.Immutable;
using System.Text.Json;
using Footfall.Collect;

namespace Footfall.Wire;

/// <summary>Names and versions of refusal reasons.</summary>
public static class RefusalReasons
{
    /// <summary>
    /// The version of the queue's encoding that introduced <see cref="RefusalReason.RateLimited"/>, <see cref="RefusalReason.UnknownSite"/>
    /// and <see cref="RefusalReason.Forbidden"/>.
    /// </summary>
    private const byte RatesAndAccessSince = 3;

    /// <summary>The version that introduced <see cref="RefusalReason.Bot"/>.</summary>
    private const byte BotSince = 4;

    /// <summary>Every reason, ascending.</summary>
    public static readonly ImmutableArray<RefusalReason> All = [.. Enum.GetValues<RefusalReason>()];

    /// <summary>Returns the reason as a version of the queue's encoding knows it: a similar older one if the reason is newer.</summary>
    public static RefusalReason InVersion(RefusalReason reason, byte version) => reason switch
    {
        RefusalReason.Bot when version < BotSince => InVersion(RefusalReason.Forbidden, version),
        RefusalReason.RateLimited when version < RatesAndAccessSince => RefusalReason.SiteFull,
        RefusalReason.UnknownSite or RefusalReason.Forbidden when version < RatesAndAccessSince => RefusalReason.Invalid,
        _ => reason,
    };

    /// <summary>Returns whether a version of the queue's encoding has the reason.</summary>
    public static bool IsKnown(RefusalReason reason, byte version) => Enum.IsDefined(reason) && InVersion(reason, version) == reason;

    /// <summary>Returns the reason's name in the ledger, such as <c>site_full</c>.</summary>
    public static string Name(RefusalReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
