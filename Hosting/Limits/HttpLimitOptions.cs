namespace Footfall.Limits;

/// <summary>Limits of a host's HTTP server. Section <c>Http</c>.</summary>
public sealed class HttpLimitOptions
{
    public const string Section = "Http";

    /// <summary>
    /// HTTP connections at the same time; a further one is closed at once. Default: 10,000. Each takes some 10 kB and one file of
    /// the process: mind <c>ulimit -n</c>.
    /// </summary>
    public int MaxConcurrentConnections { get; set; } = 10_000;

    /// <summary>
    /// Time in which a request's headers must arrive. Default: 10 s. A larger value lets slow clients hold connections for longer.
    /// </summary>
    public TimeSpan RequestHeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time for which a connection may be idle between two requests. Default: 2 min. Longer than most proxies keep theirs, so that
    /// the proxy ends a connection; with a smaller value a request may meet a connection that is just being closed.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Bytes per second at which a body must arrive, and a response must be read, on average from the sixth second on; slower ones
    /// are cut off with 408. Default: 1,024. A larger value frees connections sooner and cuts off slower lines.
    /// </summary>
    public int MinDataRate { get; set; } = 1024;
}
