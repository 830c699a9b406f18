namespace Footfall.Collect;

/// <summary>A gateway's last known state of Redis.</summary>
/// <param name="Unanswered">The time since Redis last responded: at most a second while it responds.</param>
/// <param name="Entries">The number of entries of all sites at that time; null before the first response.</param>
/// <param name="Reason">The reason why events are refused now, as shown to their sender; null when they are accepted.</param>
internal readonly record struct QueueStatus(TimeSpan Unanswered, long? Entries, string? Reason);
