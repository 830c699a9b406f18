using System.Text.Json.Serialization;
using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>One stream of a site in Redis.</summary>
/// <param name="Epoch">The Redis epoch that it belongs to.</param>
/// <param name="IsCurrent">Whether it receives new entries.</param>
/// <param name="Events">Events not committed; while PostgreSQL is unavailable, events not yet trimmed.</param>
/// <param name="First">Its first entry, committed or not; null if it has none.</param>
/// <param name="Last">The last assigned id.</param>
/// <param name="Checkpoint">The last committed entry; null while PostgreSQL is unavailable.</param>
/// <param name="OldestAge">How long the oldest of those events has waited; null if none waits.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteStreamState")]
public sealed record SiteStreamState(
    [property: Id(0)] string Epoch,
    [property: Id(1)] bool IsCurrent,
    [property: Id(2)] long Events,
    [property: Id(3), JsonPropertyName("first_id")] EntryId? First,
    [property: Id(4), JsonPropertyName("last_id")] EntryId Last,
    [property: Id(5)] EntryId? Checkpoint,
    [property: Id(6), JsonIgnore] TimeSpan? OldestAge)
{
    public double? OldestSeconds => OldestAge?.TotalSeconds;
}
