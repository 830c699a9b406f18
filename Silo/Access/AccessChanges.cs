namespace Footfall.Access;

/// <summary>The result of one read from PostgreSQL: rows and their state, of the same moment.</summary>
/// <param name="State">The newest state.</param>
/// <param name="IsWhole">Whether these are all rows and not only the changed ones.</param>
/// <param name="Rows">The rows for gateways.</param>
internal sealed record AccessChanges(AccessState State, bool IsWhole, IReadOnlyList<ReplicatedRow> Rows);
