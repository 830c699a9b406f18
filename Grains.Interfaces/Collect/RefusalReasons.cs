using System.Collections.Immutable;
using System.Text.Json;

namespace Footfall.Collect;

/// <summary>The names that reasons have in the ledger.</summary>
public static class RefusalReasons
{
    /// <summary>Every reason, ascending.</summary>
    public static readonly ImmutableArray<RefusalReason> All = [.. Enum.GetValues<RefusalReason>()];

    /// <summary>Such as <c>site_full</c>.</summary>
    public static string Name(RefusalReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
