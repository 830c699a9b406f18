namespace Footfall.Access;

/// <summary>All keys.</summary>
internal sealed record KeyListResponse(IReadOnlyList<KeyResponse> Keys);
