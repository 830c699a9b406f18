namespace Footfall.Collect;

/// <summary>What a gateway has last seen of Redis.</summary>
/// <param name="Unanswered">How long ago it answered: a second at most while it does.</param>
/// <param name="Entries">How many entries of all sites it held then; null before its first answer.</param>
/// <param name="Reason">Why events are refused now, in words for their sender; null when they are taken.</param>
internal readonly record struct QueueStatus(TimeSpan Unanswered, long? Entries, string? Reason);
