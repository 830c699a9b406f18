namespace Footfall.Dev.Commands;

/// <summary>The key that was made, or why none was.</summary>
internal sealed record KeyResponse(string? Key, string? Error, string[]? Details);
