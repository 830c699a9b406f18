namespace Footfall.Limits;

/// <summary>
/// Rates of events from one address and of one site, at each gateway separately. Section <c>Limits</c>. The defaults exceed what
/// a gateway accepts of single posts on two cores: they stop only clients that send batches without end.
/// </summary>
public sealed class RateOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// Average events per second of one client address (IPv6: its first 64 bits); a request without events counts as one. Above this
    /// rate, the address gets 429. Clients on this machine are not counted. Default: 100,000. 0 means no limit. A smaller value also
    /// restricts single visitors, and all who share their address.
    /// </summary>
    public long AddressEventsPerSecond { get; set; } = 100_000;

    /// <summary>Average bytes per second of the bodies of one client address. Default: 64 MiB. 0 means no limit.</summary>
    public long AddressBytesPerSecond { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Average events per second of one site. Above this rate, the site's events get 429 and its ledger counts them as
    /// <c>rate_limited</c>. Default: 400,000. 0 means no limit. A smaller value keeps one site from using up the installation.
    /// </summary>
    public long SiteEventsPerSecond { get; set; } = 400_000;

    /// <summary>Average bytes per second of one site's events. Default: 256 MiB. 0 means no limit.</summary>
    public long SiteBytesPerSecond { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// How many seconds' worth of each rate may arrive at once after a pause. Default: 10 s. A larger value lets clients catch up after a
    /// longer absence; a smaller one enforces the rates over shorter times.
    /// </summary>
    public TimeSpan Burst { get; set; } = TimeSpan.FromSeconds(10);
}
