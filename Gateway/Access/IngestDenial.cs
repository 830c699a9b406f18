using Footfall.Collect;
using Footfall.Http;

namespace Footfall.Access;

/// <summary>Why a caller's events of a site are refused.</summary>
/// <param name="Status">401, 403 or 503.</param>
/// <param name="Reason">The reason in words, without a capital.</param>
/// <param name="Counted">The reason under which the ledger counts them.</param>
internal sealed record IngestDenial(int Status, string Reason, RefusalReason Counted)
{
    public ErrorResult ToResult() => Status switch
    {
        StatusCodes.Status401Unauthorized => ErrorResult.Unauthorized(Reason),
        StatusCodes.Status403Forbidden => ErrorResult.Forbidden(Reason),
        _ => ErrorResult.Unavailable(Reason),
    };
}
