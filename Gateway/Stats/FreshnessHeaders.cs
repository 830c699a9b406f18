using System.Globalization;

namespace Footfall.Stats;

/// <summary>Tells in the headers of a response, and in words, up to when it is complete.</summary>
internal static class FreshnessHeaders
{
    public const string NotYet = "Not every event accepted before the request is included yet";

    /// <summary>ISO 8601 in UTC, to the millisecond.</summary>
    private const string AsOfFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Does nothing if the freshness is unknown.</summary>
    public static void Apply(HttpResponse response, Freshness? freshness)
    {
        if (freshness is not null)
        {
            response.Headers["X-Footfall-As-Of"] = freshness.AsOf.ToString(AsOfFormat, CultureInfo.InvariantCulture);
            response.Headers["X-Footfall-Queued"] = freshness.Queued.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static string[]? Describe(Freshness? freshness) => freshness is null ? null :
    [
        $"included up to {freshness.AsOf.ToString(AsOfFormat, CultureInfo.InvariantCulture)}",
        string.Create(CultureInfo.InvariantCulture, $"{freshness.Queued} events wait in the queue"),
    ];
}
