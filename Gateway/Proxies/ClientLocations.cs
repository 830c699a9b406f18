using Footfall.Access;

namespace Footfall.Proxies;

/// <summary>
/// Determines whether clients are on this machine, and remembers proxies that do not forward the client's address: these are
/// logged once, and shown on the overview while they persist.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class ClientLocations(TimeProvider timeProvider, ILogger<ClientLocations> logger)
{
    /// <summary>How long after the last such request the overview shows the problem.</summary>
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(10);

    /// <summary>When a proxy was last seen by each kind of sign, as a timestamp of the clock; 0: never.</summary>
    private readonly long[] _seen = new long[Enum.GetValues<RemoteSignKind>().Length];

    /// <summary>Problems with the proxies in front of this gateway, in words for an operator.</summary>
    public IEnumerable<string> Problems
    {
        get
        {
            for (int kind = 0; kind < _seen.Length; kind++)
            {
                long seen = Volatile.Read(ref _seen[kind]);
                if (seen != 0 && timeProvider.GetElapsedTime(seen) < LogInterval)
                {
                    yield return Describe((RemoteSignKind)kind);
                }
            }
        }
    }

    /// <summary>Returns whether the request comes from this machine, as far as the request itself shows. Runs for each event.</summary>
    public bool IsLocal(HttpContext context) => FindSign(context).Kind == RemoteSignKind.None;

    /// <summary>Returns the sign that the client is not on this machine, as far as the request itself shows.</summary>
    public RemoteSign FindSign(HttpContext context)
    {
        RemoteSign sign = LocalClients.FindSign(context);
        if (sign.Kind is RemoteSignKind.OldHttp or RemoteSignKind.Host)
        {
            RecordProxy(context, sign);
        }

        return sign;
    }

    /// <summary>
    /// Returns the same, also considering which process sent it: for actions of people rather than services.
    /// </summary>
    public RemoteSign FindSignOfPerson(HttpContext context)
    {
        RemoteSign sign = FindSign(context);
        if (sign.Kind != RemoteSignKind.None)
        {
            return sign;
        }

        sign = SocketOwner.FindSign(context);
        if (sign.Kind != RemoteSignKind.None)
        {
            RecordProxy(context, sign);
        }

        return sign;
    }

    /// <summary>Records a proxy that forwarded a request without the client's address, except for health and metrics.</summary>
    public void RecordProxy(HttpContext context, RemoteSign sign)
    {
        // Proxies send these on their own behalf.
        if (context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/metrics"))
        {
            return;
        }

        if (Interlocked.Exchange(ref _seen[(int)sign.Kind], Math.Max(1, timeProvider.GetTimestamp())) == 0)
        {
            LogProxy(Describe(sign.Kind));
        }
    }

    private static string Describe(RemoteSignKind kind) => kind switch
    {
        RemoteSignKind.ListedProxy =>
            "A proxy in ForwardedHeaders:KnownNetworks sends no X-Forwarded-For: its clients share one address for the rate limits, and none of them counts as a client on this machine. Configure it to send the header; see docs/operations/proxies.md.",
        RemoteSignKind.OldHttp =>
            "HTTP/1.0 requests without X-Forwarded-For come from this machine, as nginx's plain proxy_pass sends them: they do not count as this machine's own. Configure the proxy to send the header, and list it in ForwardedHeaders:KnownNetworks; see docs/operations/proxies.md.",
        RemoteSignKind.Host =>
            "Requests for other host names than this machine's come from this machine, without X-Forwarded-For: through a proxy, or through a DNS name that was pointed at this machine. They do not count as this machine's own. Configure the proxy to send the header, and list it in ForwardedHeaders:KnownNetworks; see docs/operations/proxies.md.",
        RemoteSignKind.ServiceAccount =>
            "Requests for operator routes come from a service on this machine, such as a proxy, without X-Forwarded-For and without a key: they do not count as an operator's. Configure the proxy to send the header, and list it in ForwardedHeaders:KnownNetworks; see docs/operations/proxies.md.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [LoggerMessage(1061, LogLevel.Warning, "{Problem}")]
    private partial void LogProxy(string problem);
}
