namespace Footfall.Limits;

/// <summary>How much of a host one client may hold without asking for anything. Section <c>Limits</c>.</summary>
public sealed class HttpLimitOptions
{
    public const string Section = "Limits";

    /// <summary>
    /// Connections at the same time; a further one is closed at once. Default: 10,000. Each takes some 10 kB, and a file
    /// of the process (<c>ulimit -n</c>).
    /// </summary>
    public int Connections { get; set; } = 10_000;

    /// <summary>How long a request's headers may take to arrive. Default: 10 s; what is slower is closed.</summary>
    public TimeSpan HeaderTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a connection may be idle between two requests. Default: 2 min, longer than most proxies keep theirs, so
    /// that it is the proxy that ends one.
    /// </summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Bytes a second that a body must bring on average from its sixth second on, and an answer must be taken at. Default:
    /// 1,024; an event comes within those first seconds on any line.
    /// </summary>
    public int BytesPerSecond { get; set; } = 1024;
}
