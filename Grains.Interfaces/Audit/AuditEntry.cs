namespace Footfall.Audit;

/// <summary>An entry of the audit log: an operator's action.</summary>
/// <param name="Number">Number that rises from entry to entry.</param>
/// <param name="At">When the action began.</param>
/// <param name="Who">The name of the key, or <c>this machine</c> for a caller that needs none.</param>
/// <param name="From">Origin: <c>this machine</c>, <c>private network</c> or <c>internet</c>. No address is stored.</param>
/// <param name="What">Method and route, such as <c>POST /api/operator/sites/{site_id}/pause</c>.</param>
/// <param name="SiteId">The site; null for none in particular.</param>
/// <param name="Detail">Further details: the query, or the key's name; null for none.</param>
/// <param name="Status">Resulting HTTP status; null if the gateway died before recording it.</param>
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
