namespace Footfall.Limits;

/// <summary>How much of something may come on average, and how much of it at once.</summary>
/// <param name="PerSecond">The average; 0: no limit.</param>
/// <param name="Burst">Of how many seconds all may come at once.</param>
internal readonly record struct Rate(long PerSecond, TimeSpan Burst)
{
    public bool IsLimited => PerSecond > 0;

    /// <summary>How much may come at once.</summary>
    public long Quota => (long)(PerSecond * Burst.TotalSeconds);
}
