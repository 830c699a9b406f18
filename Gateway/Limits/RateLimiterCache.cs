using System.Collections.Concurrent;

namespace Footfall.Limits;

/// <summary>
/// The rate limiters of all addresses, or of all sites, in bounded memory: they are kept in two generations, and when the younger
/// one is full or old, the older one is dropped. Limiters in use are always in the younger one. Thread-safe; while generations
/// turn over, two threads that add the same key at the same time may each get their own limiter.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="capacity">The maximum number of limiters, of about 100 bytes each.</param>
internal sealed class RateLimiterCache(TimeProvider timeProvider, int capacity = RateLimiterCache.MaxEntries)
{
    private const int MaxEntries = 131_072;

    /// <summary>Minimum time that an unused limiter is kept: by then most are full again.</summary>
    private static readonly long Lifetime = (long)TimeSpan.FromMinutes(10).TotalNanoseconds;

    private readonly long _nanosecondsPerTick = 1_000_000_000 / timeProvider.TimestampFrequency;
    private readonly Lock _turning = new();

    /// <summary>Replaced under the lock, read by any thread.</summary>
    private volatile Generation _young = new(0);
    private volatile Generation _old = new(0);

    /// <summary>The number of limiters.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The current time in nanoseconds, from an arbitrary origin.</summary>
    public long Now => timeProvider.GetTimestamp() * _nanosecondsPerTick;

    public SourceRateLimiter Find(UInt128 key, long now)
    {
        Generation young = _young;
        if (young.Meters.TryGetValue(key, out SourceRateLimiter? limiter))
        {
            return limiter;
        }

        if (young.Count >= capacity / 2 || now - young.Since > Lifetime)
        {
            young = Turn(young, now);
        }

        limiter = _old.Meters.TryGetValue(key, out SourceRateLimiter? kept) ? kept : new SourceRateLimiter();
        return young.Add(key, limiter);
    }

    private Generation Turn(Generation full, long now)
    {
        lock (_turning)
        {
            if (_young == full)
            {
                // In this order, so that a thread in between finds the limiters of the full generation in either of them.
                _old = full;
                _young = new Generation(now);
            }

            return _young;
        }
    }

    private sealed class Generation(long since)
    {
        private int _count;

        public ConcurrentDictionary<UInt128, SourceRateLimiter> Meters { get; } = new();

        public long Since => since;

        /// <summary>Counted here, because the dictionary would take all of its locks to count.</summary>
        public int Count => Volatile.Read(ref _count);

        /// <returns>The limiter that is kept for the key: another thread may have been faster.</returns>
        public SourceRateLimiter Add(UInt128 key, SourceRateLimiter limiter)
        {
            SourceRateLimiter kept = Meters.GetOrAdd(key, limiter);
            if (kept == limiter)
            {
                Interlocked.Increment(ref _count);
            }

            return kept;
        }
    }
}
