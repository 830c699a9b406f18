using System.Collections.Immutable;
using Footfall.Ledger;

namespace Footfall.Operator;

/// <summary>Everything that is known of a site now, as far as those answer that know it.</summary>
/// <param name="PausedAt">Since when it is paused; null when it is not, or while PostgreSQL cannot be asked.</param>
/// <param name="Grain">Its grain; null when that is not active.</param>
/// <param name="Streams">Its streams, the oldest first; null while Redis cannot be asked.</param>
/// <param name="Ledger">Its ledger; null while PostgreSQL or Redis cannot be asked.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteView")]
public sealed record SiteView(
    [property: Id(0)] DateTimeOffset? PausedAt,
    [property: Id(1)] SiteInspection? Grain,
    [property: Id(2)] ImmutableArray<SiteStreamState>? Streams,
    [property: Id(3)] EventLedger? Ledger);
