using Footfall.Http;

namespace Footfall.Limits;

/// <summary>
/// Asks whether a post of events may go on, and says why not. It asks nobody but this gateway's memory; an address and a site
/// have their allowance at each gateway.
/// </summary>
internal sealed class IngestRateLimiter(AddressLimiter addresses, SiteLimiter sites)
{
    /// <summary>Why the client's address may not send now; null when it may, and has.</summary>
    /// <param name="context">The request; its answer gets headers when little is left.</param>
    /// <param name="events">How many events it has, valid or not.</param>
    /// <param name="bytes">Of its body.</param>
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

    /// <summary>Why the site's event may not go on now; null when it may, and has.</summary>
    /// <param name="response">Gets headers when little is left.</param>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="bytes">Of the body.</param>
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

    /// <summary>Whether an event of a batch may go on.</summary>
    /// <param name="siteId">A valid site id.</param>
    /// <param name="bytes">Its share of the body.</param>
    public bool AllowsSite(ReadOnlySpan<byte> siteId, int bytes) => sites.Acquire(siteId, bytes) != RateState.Exceeded;

    /// <summary>The answer to a batch that has nothing else than events of sites that send more than they may.</summary>
    /// <param name="response">Gets headers.</param>
    /// <param name="siteId">One of them.</param>
    public ErrorResult RefusalOfBatch(HttpResponse response, ReadOnlySpan<byte> siteId) =>
        ErrorResult.TooFast("This site", sites.Describe(response, siteId));
}
