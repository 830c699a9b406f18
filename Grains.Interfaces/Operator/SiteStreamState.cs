using Footfall.Queue;

namespace Footfall.Operator;

/// <summary>One stream of a site in Redis.</summary>
/// <param name="Epoch">The history of Redis that it belongs to.</param>
/// <param name="IsCurrent">Whether new entries come into it.</param>
/// <param name="Events">Events that are not committed; while PostgreSQL cannot be asked, those that are not yet trimmed.</param>
/// <param name="First">Its first entry, committed or not; null when it has none.</param>
/// <param name="Last">The last id that it gave.</param>
/// <param name="Checkpoint">The last entry that is committed; null while PostgreSQL cannot be asked.</param>
/// <param name="OldestAge">How long the oldest of them has waited; null when none waits.</param>
[GenerateSerializer, Immutable, Alias("Footfall.SiteStreamState")]
public sealed record SiteStreamState(
    [property: Id(0)] string Epoch,
    [property: Id(1)] bool IsCurrent,
    [property: Id(2)] long Events,
    [property: Id(3)] EntryId? First,
    [property: Id(4)] EntryId Last,
    [property: Id(5)] EntryId? Checkpoint,
    [property: Id(6)] TimeSpan? OldestAge);
