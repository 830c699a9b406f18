namespace Footfall.Audit;

/// <summary>What somebody did as an operator.</summary>
/// <param name="Number">Rises from act to act.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Who">The name of the key, or <c>this machine</c> for whoever needs none.</param>
/// <param name="From">From where: <c>this machine</c>, <c>private network</c> or <c>internet</c>. No address is kept.</param>
/// <param name="What">Method and route, such as <c>POST /api/operator/sites/{site_id}/pause</c>.</param>
/// <param name="SiteId">To which site; null for none in particular.</param>
/// <param name="Detail">Of what else: the query, or the key's name; null for nothing.</param>
/// <param name="Status">The HTTP status that it ended with; null when the gateway died before it could say.</param>
[GenerateSerializer, Immutable, Alias("Footfall.Act")]
public sealed record AuditEntry(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Who,
    [property: Id(3)] string From,
    [property: Id(4)] string What,
    [property: Id(5)] string? SiteId,
    [property: Id(6)] string? Detail,
    [property: Id(7)] int? Status);
