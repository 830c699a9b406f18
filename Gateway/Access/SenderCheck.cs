using Footfall.Collect;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Whether a request may send events of a site. Asks memory only. Nothing is asked unless <see cref="AccessMode.Registered"/>.
/// </summary>
internal sealed class SenderCheck(IOptions<AccessOptions> options, AccessBook book, NewSites newSites)
{
    private readonly bool _isOn = options.Value.Mode == AccessMode.Registered;

    /// <summary>Reads what a request shows of a key and of a page.</summary>
    public Sender Read(HttpRequest request)
    {
        if (!_isOn)
        {
            return default;
        }

        SecretKey? secret = KeyAuthentication.Read(request, out bool isShown);
        return new Sender(isShown, secret is not null && book.TryUse(secret, out MirroredKey? key) ? key : null, OriginOf(request));
    }

    /// <param name="sender">Who sends.</param>
    /// <param name="siteId">The site of an event, in UTF-8.</param>
    /// <returns>Why the event is not taken; null when it is.</returns>
    public SenderRefusal? Check(in Sender sender, ReadOnlySpan<byte> siteId) => _isOn ? FindRefusal(sender, siteId) : null;

    private SenderRefusal? FindRefusal(in Sender sender, ReadOnlySpan<byte> siteId)
    {
        if (!book.IsRead)
        {
            return new SenderRefusal(StatusCodes.Status503ServiceUnavailable, "which sites are registered is not known yet; the event was not taken", RefusalReason.Unavailable);
        }

        MirroredSite? site = book.FindSite(siteId);
        if (site is null && newSites.Add(siteId))
        {
            return null;
        }

        if (site is not { Known: true })
        {
            return new SenderRefusal(StatusCodes.Status403Forbidden, "site_id is not registered; an operator registers sites at /operator/access/sites", RefusalReason.UnknownSite);
        }

        if (sender.ShowsKey)
        {
            return sender.Key is not { } key
                ? new SenderRefusal(StatusCodes.Status401Unauthorized, "the key is unknown, expired or revoked", RefusalReason.Forbidden)
                : key.MaySend(siteId) ? null
                : new SenderRefusal(StatusCodes.Status403Forbidden, "the key may not send events of this site", RefusalReason.Forbidden);
        }

        if (site.NeedsWriteKey)
        {
            return new SenderRefusal(StatusCodes.Status401Unauthorized, "this site's events need its write key: Authorization: Bearer …", RefusalReason.Forbidden);
        }

        return site.Allows(sender.Origin)
            ? null
            : new SenderRefusal(StatusCodes.Status403Forbidden, "the page that sent the event is none of the site's allowed origins; servers send with a write key", RefusalReason.Forbidden);
    }

    /// <summary>Browsers send <c>Origin</c> with every POST; older ones left it out, and named the page.</summary>
    private static string? OriginOf(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin
        : request.Headers.Referer.ToString() is { Length: > 0 } page ? page
        : null;
}
