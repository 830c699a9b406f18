namespace Footfall.Access;

/// <summary>The caller's session.</summary>
/// <param name="Mode"><c>local</c>, <c>open</c> or <c>registered</c>.</param>
/// <param name="IsOperator">Whether the caller has operator permission.</param>
/// <param name="Name">The name of the key; null without one.</param>
internal sealed record SessionResponse(string Mode, bool IsOperator, string? Name);
