namespace Footfall.Limits;

/// <summary>The recent usage of one address or one site. Thread-safe.</summary>
internal sealed class SourceRateLimiter
{
    private RateBucket _events;
    private RateBucket _bytes;

    /// <param name="events">The number of events.</param>
    /// <param name="bytes">Their size in bytes.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="now">The time, from <see cref="RateLimiterCache.Now"/>.</param>
    public RateState Acquire(int events, long bytes, in RateLimit limit, long now)
    {
        if ((limit.Bytes.IsLimited && !_bytes.HasAny(limit.Bytes, now))
            || (limit.Events.IsLimited && !_events.TryAcquire(events, limit.Events, now)))
        {
            return RateState.Exceeded;
        }

        if (limit.Bytes.IsLimited)
        {
            _bytes.Acquire(bytes, limit.Bytes, now);
        }

        return IsLow(limit, now) ? RateState.NearLimit : RateState.Allowed;
    }

    /// <summary>Returns the status of each limited quantity.</summary>
    /// <param name="owner">The prefix of the policies' names.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="now">The time, from <see cref="RateLimiterCache.Now"/>.</param>
    public IEnumerable<RateLimitStatus> Levels(string owner, RateLimit limit, long now)
    {
        if (limit.Events.IsLimited)
        {
            yield return Level($"{owner}-events", isBytes: false, _events, limit.Events, now);
        }

        if (limit.Bytes.IsLimited)
        {
            yield return Level($"{owner}-bytes", isBytes: true, _bytes, limit.Bytes, now);
        }
    }

    private bool IsLow(in RateLimit limit, long now) =>
        (limit.Events.IsLimited && _events.IsLow(limit.Events, now)) || (limit.Bytes.IsLimited && _bytes.IsLow(limit.Bytes, now));

    private static RateLimitStatus Level(string policy, bool isBytes, in RateBucket bucket, in Rate rate, long now) =>
        new(policy, isBytes, rate, bucket.Remaining(rate, now), bucket.SecondsUntilMore(rate, now), bucket.HasAny(rate, now));
}
