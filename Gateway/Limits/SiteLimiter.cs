using System.IO.Hashing;
using System.Security.Cryptography;

namespace Footfall.Limits;

/// <summary>Limits the rate of each site at this gateway.</summary>
internal sealed class SiteLimiter(SiteRateLookup rates, TimeProvider timeProvider)
{
    private const string Policy = "site";

    private readonly RateLimiterCache _limiters = new(timeProvider);

    /// <summary>Keeps clients from choosing an id that shares another site's limiter.</summary>
    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <param name="siteId">A valid site id.</param>
    /// <param name="bytes">The event's share of the request body.</param>
    public RateState Acquire(ReadOnlySpan<byte> siteId, int bytes)
    {
        RateLimit limit = rates.Find(siteId);
        if (!limit.Events.IsLimited && !limit.Bytes.IsLimited)
        {
            return RateState.Allowed;
        }

        long now = _limiters.Now;
        return Meter(siteId, now).Acquire(1, bytes, limit, now);
    }

    /// <summary>Writes the site's rate limit headers.</summary>
    /// <returns>Whole seconds until the site's events may be sent again.</returns>
    public int Describe(HttpResponse response, ReadOnlySpan<byte> siteId)
    {
        long now = _limiters.Now;
        return RateHeaders.Write(response, Meter(siteId, now).Levels(Policy, rates.Find(siteId), now));
    }

    private SourceRateLimiter Meter(ReadOnlySpan<byte> siteId, long now) => _limiters.Find(XxHash128.HashToUInt128(siteId, _seed), now);
}
