namespace Footfall.Access;

/// <summary>All keys.</summary>
internal sealed record KeysAnswer(IReadOnlyList<KeyAnswer> Keys);
