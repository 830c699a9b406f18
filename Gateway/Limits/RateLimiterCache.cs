using System.Collections.Concurrent;

namespace Footfall.Limits;

/// <summary>
/// The meters of all addresses, or of all sites, in bounded memory: they are kept in two generations, and when the younger
/// one is full or old, the older one is forgotten. What is in use always is in the younger one. For any
/// thread; while generations turn, two that meet a new key at the same time may each get a meter of it.
/// </summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="capacity">Most meters, of some 100 bytes each.</param>
internal sealed class RateLimiterCache(TimeProvider timeProvider, int capacity = RateLimiterCache.MaxEntries)
{
    private const int MaxEntries = 131_072;

    /// <summary>How long a meter that nobody asks for is remembered at least: by then most have nothing missing.</summary>
    private static readonly long Lifetime = (long)TimeSpan.FromMinutes(10).TotalNanoseconds;

    private readonly long _nanosecondsPerTick = 1_000_000_000 / timeProvider.TimestampFrequency;
    private readonly Lock _turning = new();

    /// <summary>Replaced under the lock, read by anybody.</summary>
    private volatile Generation _young = new(0);
    private volatile Generation _old = new(0);

    /// <summary>How many there are.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>Nanoseconds, on a scale of their own.</summary>
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
                // In this order: who asks in between finds the meters of the full generation in either of them.
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

        /// <summary>Kept here, since the dictionary would take all of its locks to count.</summary>
        public int Count => Volatile.Read(ref _count);

        /// <returns>The meter of the key that is kept: another thread may have been quicker.</returns>
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
