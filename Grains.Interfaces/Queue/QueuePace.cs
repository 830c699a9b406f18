namespace Footfall.Queue;

/// <summary>How often what waits may be counted: a count takes Redis longer the more sites wait, and is to cost next to nothing.</summary>
public static class QueuePace
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>One percent of the time is spent on it.</summary>
    private const int RestOfCost = 99;

    /// <summary>How long to rest after a count that took so long.</summary>
    public static TimeSpan RestAfter(TimeSpan took) => TimeSpan.FromTicks(Math.Clamp(took.Ticks * RestOfCost, Shortest.Ticks, Longest.Ticks));
}
