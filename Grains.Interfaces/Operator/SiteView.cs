using System.Collections.Immutable;
using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>Everything known about a site, as far as its sources are available.</summary>
/// <param name="PausedAt">When it was paused; null if it is not, or while PostgreSQL is unavailable.</param>
/// <param name="Grain">State of its grain; null if inactive.</param>
/// <param name="Streams">Its streams, oldest first; null while Redis is unavailable.</param>
/// <param name="Ledger">Its ledger; null while PostgreSQL or Redis is unavailable.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteView")]
public sealed record SiteView(
    [property: Id(0)] DateTimeOffset? PausedAt,
    [property: Id(1)] SiteInspection? Grain,
    [property: Id(2)] ImmutableArray<SiteStreamState>? Streams,
    [property: Id(3)] EventLedger? Ledger);
