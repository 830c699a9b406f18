using System.Globalization;

namespace Footfall.LoadGenerator;

/// <summary>Options of the load.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        dotnet Footfall.LoadGenerator.dll [--url http://localhost:3000] [--seconds 10] [--events N] [--rate EVENTS-PER-SECOND]
            [--warm-up 0] [--connections 64] [--batch 1] [--sites 1000] [--skew 1.0] [--ids] [--pages] [--key KEY] [--anywhere]
        Latencies of the first --warm-up seconds do not count: they are those of this program's own start.
        Without --rate the loop is closed: each connection sends its next request when it has its answer.
        """;

    /// <summary>The gateway. Default: http://localhost:3000.</summary>
    public Uri Url { get; init; } = new("http://localhost:3000");

    /// <summary>The maximum duration. Default: 10 s.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The initial time in which latencies are ignored, because this program is cold. Default: 0.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>The maximum number of events. Default: limited only by the duration.</summary>
    public long Events { get; init; } = long.MaxValue;

    /// <summary>Events per second, sent regardless of the responses; null for a closed loop. Default: null.</summary>
    public double? Rate { get; init; }

    /// <summary>Default: 64.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>Events per request; 1 posts single events. Default: 1.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Default: 1000.</summary>
    public int Sites { get; init; } = 1000;

    /// <summary>The n-th site has a share of 1/n to this power; 0 gives all the same share. Default: 1.</summary>
    public double Skew { get; init; } = 1;

    /// <summary>Whether each event has an event_id. Default: no.</summary>
    public bool HasIds { get; init; }

    /// <summary>
    /// Whether events are sent as pages send them: with a browser's headers, the address of the page, and without a user id. Default: no.
    /// </summary>
    public bool FromPages { get; init; }

    /// <summary>The key sent with each request; null for none. Default: null.</summary>
    public string? Key { get; init; }

    /// <summary>The prefix of the names of sites and ids, so that runs can be told apart.</summary>
    public string Run { get; init; } = Guid.NewGuid().ToString("N")[..8];

    /// <exception cref="FormatException">An argument is unknown or malformed, or the address is not this machine's.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        bool isAnywhereFine = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{name} needs a value");
            double Number() => double.TryParse(Value(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0
                ? number
                : throw new FormatException($"{name} needs a number");
            switch (name)
            {
                case "--url": options = options with { Url = new Uri(Value()) }; break;
                case "--seconds": options = options with { Length = TimeSpan.FromSeconds(Number()) }; break;
                case "--warm-up": options = options with { WarmUp = TimeSpan.FromSeconds(Number()) }; break;
                case "--events": options = options with { Events = (long)Number() }; break;
                case "--rate": options = options with { Rate = Number() }; break;
                case "--connections": options = options with { Connections = (int)Number() }; break;
                case "--batch": options = options with { Batch = (int)Number() }; break;
                case "--sites": options = options with { Sites = (int)Number() }; break;
                case "--skew": options = options with { Skew = Number() }; break;
                case "--key": options = options with { Key = Value() }; break;
                case "--ids": options = options with { HasIds = true }; break;
                case "--pages": options = options with { FromPages = true }; break;
                case "--anywhere": isAnywhereFine = true; break;
                default: throw new FormatException($"{name} is unknown");
            }
        }

        return isAnywhereFine || options.Url.IsLoopback ? options : throw new FormatException($"{options.Url} is not this machine; add --anywhere if it is yours");
    }
}
