namespace Footfall.Audit;

/// <summary>A page of what operators did.</summary>
/// <param name="Entries">The latest first.</param>
/// <param name="Next">Asks for the next page, as <c>before</c>; null on the last.</param>
internal sealed record AuditLogResponse(IReadOnlyList<AuditEntry> Entries, long? Next);
