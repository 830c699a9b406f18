namespace Footfall.Audit;

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">The entries, latest first.</param>
/// <param name="Next">The value of <c>before</c> for the next page; null on the last.</param>
internal sealed record AuditLogResponse(IReadOnlyList<AuditEntry> Entries, long? Next);
