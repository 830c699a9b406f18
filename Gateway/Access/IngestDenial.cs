using Footfall.Collect;
using Footfall.Http;

namespace Footfall.Access;

/// <summary>Why events of a site are not taken from a sender.</summary>
/// <param name="Status">401, 403 or 503.</param>
/// <param name="Reason">In words, without a capital.</param>
/// <param name="Counted">As what the ledger counts them.</param>
internal sealed record IngestDenial(int Status, string Reason, RefusalReason Counted)
{
    public ErrorResult ToResult() => Status switch
    {
        StatusCodes.Status401Unauthorized => ErrorResult.Unauthorized(Reason),
        StatusCodes.Status403Forbidden => ErrorResult.Forbidden(Reason),
        _ => ErrorResult.Unavailable(Reason),
    };
}
