namespace Footfall.Access;

/// <summary>What was read of the mirror: with what the reader had, exactly the rows of one state.</summary>
/// <param name="State">That state.</param>
/// <param name="IsWhole">Whether the rows are all there are, rather than what changed.</param>
/// <param name="Rows">Fields and values, in any order.</param>
public sealed record AccessDelta(AccessState State, bool IsWhole, IReadOnlyCollection<KeyValuePair<string, string>> Rows);
