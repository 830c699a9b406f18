namespace Footfall.Access;

/// <summary>What one look at PostgreSQL found: rows and the state that they are of, of the same moment.</summary>
/// <param name="State">The newest state.</param>
/// <param name="IsWhole">Whether the rows are all there are, rather than those that changed.</param>
/// <param name="Rows">What gateways must know.</param>
internal sealed record AccessChanges(AccessState State, bool IsWhole, IReadOnlyList<ReplicatedRow> Rows);
