namespace Footfall.Stats;

/// <summary>An answer to a question about statistics: the figures, or null while the store cannot be asked.</summary>
[GenerateSerializer, Immutable, Alias("Footfall.StatsReply")]
public sealed record StatsReply([property: Id(0)] SiteStats? Stats)
{
    public static readonly StatsReply StoreUnavailable = new((SiteStats?)null);
}
