namespace Footfall.Drain;

/// <summary>
/// Determines when a site is drained again after failures: delays double up to a maximum, and are random, so that sites that failed
/// together do not return together. The queue waits for the delay, not the grain.
/// </summary>
internal sealed class DrainBackOff(Random random)
{
    private const int MaxFailures = 6;

    private static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    /// <summary>Consecutive failed drains, capped at a small number.</summary>
    public int Failures { get; private set; }

    public void Reset() => Failures = 0;

    /// <summary>Counts a failure, and returns the delay before the next drain.</summary>
    public TimeSpan RecordFailure()
    {
        Failures = Math.Min(Failures + 1, MaxFailures);
        TimeSpan maxDelay = MinDelay * (1 << Failures);
        TimeSpan delay = MinDelay + ((maxDelay - MinDelay) * random.NextDouble());
        return delay < MaxDelay ? delay : MaxDelay;
    }
}
