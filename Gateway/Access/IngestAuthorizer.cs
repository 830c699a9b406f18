using Footfall.Collect;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Decides whether a request may send events of a site, from memory only. Allows all unless <see cref="AccessMode.Registered"/>.
/// </summary>
internal sealed class IngestAuthorizer(IOptions<AccessOptions> options, AccessSnapshot snapshot, SiteAutoRegistration newSites)
{
    private readonly bool _isOn = options.Value.Mode == AccessMode.Registered;

    /// <summary>Reads the key and the origin of a request.</summary>
    public IngestCaller Read(HttpRequest request)
    {
        if (!_isOn)
        {
            return default;
        }

        SecretKey? secret = KeyAuthentication.Read(request, out bool isShown);
        return new IngestCaller(isShown, secret is not null && snapshot.TryUse(secret, out ReplicatedKey? key) ? key : null, OriginOf(request));
    }

    /// <param name="caller">The caller.</param>
    /// <param name="siteId">The site of an event, in UTF-8.</param>
    /// <returns>Why the event is refused; null when it is accepted.</returns>
    public IngestDenial? Check(in IngestCaller caller, ReadOnlySpan<byte> siteId) => _isOn ? FindRefusal(caller, siteId) : null;

    /// <summary>Returns whether the caller, if it is no page, may say whose events it sends: in the open modes anybody may.</summary>
    public bool MaySpeakForVisitors(in IngestCaller caller) => !_isOn || caller.Key is not null;

    private IngestDenial? FindRefusal(in IngestCaller caller, ReadOnlySpan<byte> siteId)
    {
        if (!snapshot.IsRead)
        {
            return new IngestDenial(StatusCodes.Status503ServiceUnavailable, "the registered sites are not known yet; the event was not taken", RefusalReason.Unavailable);
        }

        ReplicatedSite? site = snapshot.FindSite(siteId);
        if (site is null && newSites.Add(siteId))
        {
            return null;
        }

        if (site is not { Known: true })
        {
            return new IngestDenial(StatusCodes.Status403Forbidden, "site_id is not registered; an operator registers sites at /operator/access/sites", RefusalReason.UnknownSite);
        }

        if (caller.ShowsKey)
        {
            return caller.Key is not { } key
                ? new IngestDenial(StatusCodes.Status401Unauthorized, "the key is unknown, expired or revoked", RefusalReason.Forbidden)
                : key.MaySend(siteId) ? null
                : new IngestDenial(StatusCodes.Status403Forbidden, "the key may not send events of this site", RefusalReason.Forbidden);
        }

        if (site.NeedsWriteKey)
        {
            return new IngestDenial(StatusCodes.Status401Unauthorized, "this site's events need its write key: Authorization: Bearer …", RefusalReason.Forbidden);
        }

        return site.Allows(caller.Origin)
            ? null
            : new IngestDenial(StatusCodes.Status403Forbidden, "the page's origin is not one of the site's allowed origins; servers must send a write key", RefusalReason.Forbidden);
    }

    /// <summary>Browsers send <c>Origin</c> with every POST; older ones sent only the page's address.</summary>
    private static string? OriginOf(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin
        : request.Headers.Referer.ToString() is { Length: > 0 } page ? page
        : null;
}

/// <summary>The credentials of an ingest request: read once, checked for each event.</summary>
/// <param name="ShowsKey">Whether the request presents any key.</param>
/// <param name="Key">The key, if it is valid.</param>
/// <param name="Origin">The page from which a browser sends the events.</param>
internal readonly record struct IngestCaller(bool ShowsKey, ReplicatedKey? Key, string? Origin);
