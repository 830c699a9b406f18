namespace Footfall.Limits;

/// <summary>
/// How fast events may come from one address and of one site, at each gateway. Section <c>Limits</c>. The defaults are above
/// what a gateway takes of single posts on two cores, and stop only who sends batches without end.
/// </summary>
public sealed class RateOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// Events a second of one address, on average; any other request counts as one. Default: 100,000; 0: no limit. Addresses
    /// of IPv6 count by their first 64 bits, and clients on this machine not at all.
    /// </summary>
    public long AddressEventsPerSecond { get; set; } = 100_000;

    /// <summary>Bytes a second of the bodies of one address, on average. Default: 64 MiB; 0: no limit.</summary>
    public long AddressBytesPerSecond { get; set; } = 64 * 1024 * 1024;

    /// <summary>Events a second of one site, on average, whoever sends them. Default: 400,000; 0: no limit.</summary>
    public long SiteEventsPerSecond { get; set; } = 400_000;

    /// <summary>Bytes a second of one site's events, on average. Default: 256 MiB; 0: no limit.</summary>
    public long SiteBytesPerSecond { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// Of how many seconds the events may come at once. Default: 10 s. More lets clients catch up that were away for longer;
    /// less makes the rates hold over shorter times.
    /// </summary>
    public TimeSpan Burst { get; set; } = TimeSpan.FromSeconds(10);
}
