namespace Footfall.Dev.Commands;

/// <summary>The created key, or the reason why none was created.</summary>
internal sealed record KeyResponse(string? Key, string? Error, string[]? Details);
