namespace Footfall.Limits;

/// <summary>What one address or one site has sent lately. For any thread.</summary>
internal sealed class RateMeter
{
    private RateBucket _events;
    private RateBucket _bytes;

    /// <param name="events">How many events there are.</param>
    /// <param name="bytes">Of how many bytes.</param>
    /// <param name="allowance">What may be sent.</param>
    /// <param name="now">From <see cref="RateMeters.Now"/>.</param>
    public RateState Take(int events, long bytes, in Allowance allowance, long now)
    {
        if ((allowance.Bytes.IsLimited && !_bytes.HasAny(allowance.Bytes, now))
            || (allowance.Events.IsLimited && !_events.TryTake(events, allowance.Events, now)))
        {
            return RateState.Over;
        }

        if (allowance.Bytes.IsLimited)
        {
            _bytes.Take(bytes, allowance.Bytes, now);
        }

        return IsLow(allowance, now) ? RateState.Low : RateState.Ample;
    }

    /// <summary>The level of each quantity that is limited, for whom it concerns.</summary>
    /// <param name="owner">Begins the policies' names.</param>
    /// <param name="allowance">What may be sent.</param>
    /// <param name="now">From <see cref="RateMeters.Now"/>.</param>
    public IEnumerable<RateLevel> Levels(string owner, Allowance allowance, long now)
    {
        if (allowance.Events.IsLimited)
        {
            yield return Level($"{owner}-events", isBytes: false, _events, allowance.Events, now);
        }

        if (allowance.Bytes.IsLimited)
        {
            yield return Level($"{owner}-bytes", isBytes: true, _bytes, allowance.Bytes, now);
        }
    }

    private bool IsLow(in Allowance allowance, long now) =>
        (allowance.Events.IsLimited && _events.IsLow(allowance.Events, now)) || (allowance.Bytes.IsLimited && _bytes.IsLow(allowance.Bytes, now));

    private static RateLevel Level(string policy, bool isBytes, in RateBucket bucket, in Rate rate, long now) =>
        new(policy, isBytes, rate, bucket.Remaining(rate, now), bucket.SecondsUntilMore(rate, now), bucket.HasAny(rate, now));
}
