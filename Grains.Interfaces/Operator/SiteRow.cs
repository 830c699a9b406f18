using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>One row of the site list.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Rate">Events stored per second, over the last five to ten seconds; null before two observations of the site.</param>
/// <param name="OldestAge">How long the oldest queued event has waited.</param>
/// <param name="LastCommittedAt">Time of the last commit of events.</param>
/// <param name="Silo">Display name of the silo with the site's grain; null if inactive or unknown.</param>
/// <param name="IsPaused">Whether an operator has paused the site.</param>
/// <param name="Counters">Its events by outcome; those that are stored but not yet trimmed count as queued too.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteRow")]
public sealed record SiteRow(
    [property: Id(0), JsonPropertyOrder(-4)] string SiteId,
    [property: Id(1), JsonPropertyOrder(-3)] double? Rate,
    [property: Id(7), JsonIgnore] TimeSpan? OldestAge,
    [property: Id(8)] DateTimeOffset? LastCommittedAt,
    [property: Id(10)] string? Silo,
    [property: Id(9), JsonPropertyName("paused")] bool IsPaused,
    [property: Id(12), JsonPropertyName("ledger")] EventCounters Counters)
{
    [JsonPropertyOrder(-2)]
    public long Queued => Counters.Queued;

    [JsonPropertyOrder(-1)]
    public double? OldestQueuedSeconds => OldestAge?.TotalSeconds;
}

/// <summary>A page of the site list, as of one moment.</summary>
/// <param name="AsOf">Time of the snapshot.</param>
/// <param name="Total">Number of all sites.</param>
/// <param name="Found">Number of matching sites, on all pages.</param>
/// <param name="Sites">The sites on the page.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SitePage")]
public sealed record SitePage(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] int Total,
    [property: Id(2)] int Found,
    [property: Id(3)] ImmutableArray<SiteRow> Sites);
