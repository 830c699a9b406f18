using System.Threading.RateLimiting;
using Footfall.Proxies;
using Microsoft.Extensions.Options;

namespace Footfall.Limits;

/// <summary>
/// Limits the rate of each client address at this gateway. ASP.NET Core's rate limiting applies it to every request except posts of
/// events, which apply it themselves because they count by content. Clients on this machine are exempt.
/// </summary>
internal sealed class AddressLimiter(IOptions<RateOptions> options, ClientLocations places, TimeProvider timeProvider) : PartitionedRateLimiter<HttpContext>
{
    private const string Policy = "address";

    private readonly RateLimiterCache _limiters = new(timeProvider);

    private readonly RateLimit _limit = new(
        new Rate(options.Value.AddressEventsPerSecond, options.Value.Burst), new Rate(options.Value.AddressBytesPerSecond, options.Value.Burst));

    private bool IsOff => !_limit.Events.IsLimited && !_limit.Bytes.IsLimited;

    /// <param name="context">The request.</param>
    /// <param name="events">The number of events, valid or not; 1 for any other request.</param>
    /// <param name="bytes">The length of the body.</param>
    public RateState Acquire(HttpContext context, int events, long bytes)
    {
        if (IsOff || places.IsLocal(context))
        {
            return RateState.Allowed;
        }

        long now = _limiters.Now;
        return Meter(context, now).Acquire(events, bytes, _limit, now);
    }

    /// <summary>Writes the address's rate limit headers.</summary>
    /// <returns>Whole seconds until the client may send again.</returns>
    public int Describe(HttpContext context)
    {
        long now = _limiters.Now;
        return RateHeaders.Write(context.Response, Meter(context, now).Levels(Policy, _limit, now));
    }

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        RateState state = Acquire(resource, permitCount, 0);
        if (state == RateState.NearLimit)
        {
            Describe(resource);
        }

        return state == RateState.Exceeded ? AddressLease.Refused : AddressLease.Given;
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(resource, permitCount));

    private SourceRateLimiter Meter(HttpContext context, long now) => _limiters.Find(AddressKey.Of(context.Connection.RemoteIpAddress), now);
}
