namespace Footfall.Access;

/// <summary>The result of reading the replica: combined with the reader's rows, exactly the rows of one state.</summary>
/// <param name="State">The state that the rows lead to.</param>
/// <param name="IsWhole">Whether the rows are the full set rather than changes.</param>
/// <param name="Rows">Fields and values, in any order.</param>
public sealed record AccessDelta(AccessState State, bool IsWhole, IReadOnlyCollection<KeyValuePair<string, string>> Rows);
