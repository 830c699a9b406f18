using System.Text.Json.Serialization;

namespace Footfall.Ledger;

/// <summary>How many events of a site, or of all sites, had each outcome. Exact while no events are in transit.</summary>
/// <param name="Stored">Rows in the event table.</param>
/// <param name="Refused">Events refused, for any reason.</param>
/// <param name="Duplicates">Acknowledged events whose id had been seen before.</param>
/// <param name="Dead">Events in dead letters.</param>
/// <param name="Queued">Events in Redis that are not yet stored.</param>
/// <param name="Erased">Erased events: of a deleted user or site, or older than the site's retention.</param>
[GenerateSerializer, Immutable, Alias("Footfall.EventCounters")]
public readonly record struct EventCounters(
    [property: Id(0)] long Stored = 0,
    [property: Id(1)] long Refused = 0,
    [property: Id(2)] long Duplicates = 0,
    [property: Id(3)] long Dead = 0,
    [property: Id(4)] long Queued = 0,
    [property: Id(5)] long Erased = 0)
{
    /// <summary>Events that were sent: every one has exactly one outcome.</summary>
    [JsonPropertyOrder(-1)]
    public long Received => Stored + Refused + Duplicates + Dead + Queued + Erased;
}
