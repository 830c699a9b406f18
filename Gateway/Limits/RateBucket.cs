namespace Footfall.Limits;

/// <summary>
/// A token bucket. All of it may be taken at once, and one request may take more than is left, as long as anything is left: a request
/// larger than the bucket is not refused for ever, and counts in full. Thread-safe; the rate may differ from call to call.
/// </summary>
/// <remarks>Implements the generic cell rate algorithm, a token bucket in one number: the time at which it is full again.</remarks>
internal struct RateBucket
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Nanoseconds on the scale of <see cref="RateLimiterCache.Now"/>.</summary>
    private long _fullAt;

    /// <summary>Takes an amount, unless nothing is left.</summary>
    public bool TryAcquire(long amount, in Rate rate, long now) => TryAcquire(amount, rate, now, Depth(rate));

    /// <summary>Takes an amount, whatever is left.</summary>
    public void Acquire(long amount, in Rate rate, long now) => TryAcquire(amount, rate, now, long.MaxValue);

    /// <summary>Returns whether something is left.</summary>
    public readonly bool HasAny(in Rate rate, long now) => Missing(now) < Depth(rate);

    /// <summary>Returns whether less than a fifth is left.</summary>
    public readonly bool IsLow(in Rate rate, long now) => Missing(now) > Depth(rate) / 5 * 4;

    /// <summary>Returns how much is left.</summary>
    public readonly long Remaining(in Rate rate, long now) =>
        (long)(Math.Max(0, Depth(rate) - Missing(now)) / NanosecondsPerSecond * rate.PerSecond);

    /// <summary>Returns whole seconds until something is left, or, if something is, until the bucket is full.</summary>
    public readonly int SecondsUntilMore(in Rate rate, long now)
    {
        long missing = Missing(now);
        long wait = missing < Depth(rate) ? missing : missing - Depth(rate) + 1;
        return (int)Math.Ceiling(wait / NanosecondsPerSecond);
    }

    private bool TryAcquire(long amount, in Rate rate, long now, long maxMissing)
    {
        long cost = (long)(amount * NanosecondsPerSecond / rate.PerSecond);
        while (true)
        {
            long before = Volatile.Read(ref _fullAt);
            long from = Math.Max(before, now);
            if (from - now >= maxMissing)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _fullAt, from + cost, before) == before)
            {
                return true;
            }
        }
    }

    private static long Depth(in Rate rate) => rate.Burst.Ticks * TimeSpan.NanosecondsPerTick;

    private readonly long Missing(long now) => Math.Max(0, Volatile.Read(in _fullAt) - now);
}
