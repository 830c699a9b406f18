namespace Footfall.Limits;

/// <summary>An average rate and a burst size.</summary>
/// <param name="PerSecond">The average per second; 0 for no limit.</param>
/// <param name="Burst">The time whose whole quantity may come at once.</param>
internal readonly record struct Rate(long PerSecond, TimeSpan Burst)
{
    public bool IsLimited => PerSecond > 0;

    /// <summary>The quantity that may come at once.</summary>
    public long Quota => (long)(PerSecond * Burst.TotalSeconds);
}
