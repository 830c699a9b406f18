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
            "A proxy in ForwardedHeaders:KnownNetworks sends no X-Forwarded-For: its clients count as one address for the limits of rates, and none of them is taken for this machine. Have it send the header; docs/operations/proxies.md has the lines.",
        RemoteSignKind.OldHttp =>
            "HTTP/1.0 requests come from this machine, as nginx's plain proxy_pass sends them, without X-Forwarded-For: they are not taken for this machine's. Have the proxy send the header and list it in ForwardedHeaders:KnownNetworks; docs/operations/proxies.md has the lines.",
        RemoteSignKind.Host =>
            "Requests for other names than this machine's come from this machine, without X-Forwarded-For: by a proxy, or by a name that was made to lead here. They are not taken for this machine's. Have the proxy send the header and list it in ForwardedHeaders:KnownNetworks; docs/operations/proxies.md has the lines.",
        RemoteSignKind.ServiceAccount =>
            "Requests of a service on this machine, such as a proxy, ask for what operators do, without X-Forwarded-For and without a key: they are not taken for an operator's. Have the proxy send the header and list it in ForwardedHeaders:KnownNetworks; docs/operations/proxies.md has the lines.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [LoggerMessage(1061, LogLevel.Warning, "{Problem}")]
    private partial void LogProxy(string problem);
}
