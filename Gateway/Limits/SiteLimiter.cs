using System.IO.Hashing;
using System.Security.Cryptography;

namespace Footfall.Limits;

/// <summary>Holds each site to what it may send through this gateway.</summary>
internal sealed class SiteLimiter(SiteAllowances allowances, TimeProvider clock)
{
    private const string Policy = "site";

    private readonly RateMeters _meters = new(clock);

    /// <summary>So that nobody can choose an id that shares another site's meter.</summary>
    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <param name="siteId">A valid site id.</param>
    /// <param name="bytes">The event's share of its request's body.</param>
    public RateState Take(ReadOnlySpan<byte> siteId, int bytes)
    {
        Allowance allowance = allowances.Find(siteId);
        if (!allowance.Events.IsLimited && !allowance.Bytes.IsLimited)
        {
            return RateState.Ample;
        }

        long now = _meters.Now;
        return Meter(siteId, now).Take(1, bytes, allowance, now);
    }

    /// <summary>Tells the sender where the site stands.</summary>
    /// <returns>Whole seconds after which it may send again.</returns>
    public int Describe(HttpResponse response, ReadOnlySpan<byte> siteId)
    {
        long now = _meters.Now;
        return RateHeaders.Write(response, Meter(siteId, now).Levels(Policy, allowances.Find(siteId), now));
    }

    private RateMeter Meter(ReadOnlySpan<byte> siteId, long now) => _meters.Find(XxHash128.HashToUInt128(siteId, _seed), now);
}
