namespace Footfall.Access;

/// <summary>Who the caller is.</summary>
/// <param name="Mode"><c>local</c>, <c>open</c> or <c>registered</c>.</param>
/// <param name="IsOperator">Whether an operator's calls of this caller are answered.</param>
/// <param name="Name">Of the key; null without one.</param>
internal sealed record SessionResponse(string Mode, bool IsOperator, string? Name);
