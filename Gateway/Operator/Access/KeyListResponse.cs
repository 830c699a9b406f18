using Footfall.Access;

namespace Footfall.Operator;

/// <summary>All keys.</summary>
internal sealed record KeyListResponse(IReadOnlyList<AccessKey> Keys);
