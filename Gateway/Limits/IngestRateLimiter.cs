using Footfall.Http;

namespace Footfall.Limits;

/// <summary>
/// Applies the rate limits to posts of events, from this gateway's memory only; an address and a site have their limit at each
/// gateway.
/// </summary>
internal sealed class IngestRateLimiter(AddressLimiter addresses, SiteLimiter sites)
{
    /// <summary>Acquires the address's limit; returns the refusal, or null when the client may send.</summary>
    /// <param name="context">The request; its response gets headers when little is left.</param>
    /// <param name="events">The number of events, valid or not.</param>
    /// <param name="bytes">The length of the body.</param>
    public ErrorResult? RefusalOfAddress(HttpContext context, int events, int bytes)
    {
        RateState state = addresses.Acquire(context, events, bytes);
        if (state == RateState.Allowed)
        {
            return null;
        }

        int wait = addresses.Describe(context);
        return state == RateState.Exceeded ? ErrorResult.TooFast("This address", wait) : null;
    }

    /// <summary>Acquires the site's limit for one event; returns the refusal, or null when it may be sent.</summary>
    /// <param name="response">The response, which gets headers when little is left.</param>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="bytes">The length of the body.</param>
    public ErrorResult? RefusalOfSite(HttpResponse response, ReadOnlySpan<byte> siteId, int bytes)
    {
        RateState state = sites.Acquire(siteId, bytes);
        if (state == RateState.Allowed)
        {
            return null;
        }

        int wait = sites.Describe(response, siteId);
        return state == RateState.Exceeded ? ErrorResult.TooFast("This site", wait) : null;
    }

    /// <summary>Acquires the site's limit for an event of a batch; returns whether it may be sent.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="bytes">The event's share of the body.</param>
    public bool AllowsSite(ReadOnlySpan<byte> siteId, int bytes) => sites.Acquire(siteId, bytes) != RateState.Exceeded;

    /// <summary>Returns the response to a batch in which every event belongs to a site over its limit.</summary>
    /// <param name="response">The response, which gets headers.</param>
    /// <param name="siteId">One of the sites.</param>
    public ErrorResult RefusalOfBatch(HttpResponse response, ReadOnlySpan<byte> siteId) =>
        ErrorResult.TooFast("This site", sites.Describe(response, siteId));
}
