using Footfall.Access;
using Microsoft.Extensions.Options;

namespace Footfall.Limits;

/// <summary>Finds a site's limits: an operator's, otherwise those of the settings. Runs for each event, so it uses only memory.</summary>
internal sealed class SiteRateLookup(IOptions<RateOptions> options, AccessSnapshot snapshot)
{
    private readonly RateLimit _common = new(
        new Rate(options.Value.SiteEventsPerSecond, options.Value.Burst), new Rate(options.Value.SiteBytesPerSecond, options.Value.Burst));

    /// <param name="siteId">The site id in UTF-8.</param>
    public RateLimit Find(ReadOnlySpan<byte> siteId) => snapshot.FindSite(siteId) is { HasLimits: true } site
        ? new RateLimit(
            site.EventsPerSecond is { } events ? _common.Events with { PerSecond = events } : _common.Events,
            site.BytesPerSecond is { } bytes ? _common.Bytes with { PerSecond = bytes } : _common.Bytes)
        : _common;
}
